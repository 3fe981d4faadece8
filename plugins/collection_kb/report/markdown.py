"""Markdown for a code-hosting site, made of what others wrote: it reads as it was meant and does nothing.

A comment is posted by a machine with rights of its own. So no word of an author may become markup, a link, a mention
that notifies somebody, a reference that leaves its mark in another discussion, or a command of the site.
"""

import re
import unicodedata

ZERO = "&#8203;"
"""A zero-width space, written so that it can be seen in the source: it keeps a site from reading on."""

LINE = 600
"""Characters of a line that are shown."""

_ACTIVE = frozenset("&<>\\`*_[]{}|~^$#@")
_REFERENCE = re.compile(
    r"(?<=[@#!$~^&])(?=[\w\"'])|(?<=%)(?=[A-Za-z0-9_\"'])|(?<=:)(?=//|[\w+-]+:)|(?<=GH-)(?=\d)|(?<=www)(?=\.)",
    re.IGNORECASE,
)
"""Where a site would see a mention, an issue, a label, a milestone, an emoji or an address without any markup."""

_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
_LINK = re.compile(r"!?\[(?P<text>[^\[\]\n]*)\]\((?P<target>[^()\s]*)\)")
_NUMBER = re.compile(r"(\d+)([.)])")
_STARTERS = frozenset("-+=:/!\"'(),.;?%")
_QUOTE = re.compile(r" {0,3}> ?(?P<rest>.*)")
_ITEM = re.compile(r"(?P<indent> *)(?:[-*+]|(?P<number>\d{1,4})[.)]) +(?P<tick>\[[ xX]\] +)?(?P<rest>.*)")
_STOP = "\ue000"
_MORE = "…"


def words(text: str) -> str:
    """Return a text as words on one line that stand for nothing but themselves; what is invisible is named."""
    return _at_start(_inert(" ".join(text.split())))


def code(text: str) -> str:
    """Return a text as code, which does not act either."""
    return f"<code>{words(text)}</code>"


def block(markdown: str, room: int) -> tuple[str, int]:
    """Return Markdown of an author as far as it fits into `room` bytes, and the number of lines that did not.

    Quotes, lists, ticks, strong words and the targets of links are kept; all else is words.
    """
    lines = markdown.strip("\n").split("\n")
    result: list[str] = []
    used = 0
    in_list = False
    for number, line in enumerate(lines):
        quote, item = _QUOTE.fullmatch(line), _ITEM.fullmatch(line)
        if quote:
            made = f"> {_inline(quote['rest'])}".rstrip()
        elif item:
            sign = f"{item['number']}." if item["number"] else "-"
            tick = ("☑ " if "x" in item["tick"].lower() else "☐ ") if item["tick"] else ""
            made = f"{'   ' if in_list and len(item['indent']) > 1 else ''}{sign} {tick}{_inline(item['rest'])}"
        else:
            made = _inline(line)
        in_list = bool(item) or (in_list and not made)
        used += len(made.encode()) + 1
        if used > room:
            return "\n".join(result), len(lines) - number
        result.append(made)
    return "\n".join(result), 0


def _inert(text: str) -> str:
    shown = "".join(f"⟨U+{ord(one):04X}⟩" if _hidden(one) else one for one in _clip(text))
    stopped = _REFERENCE.sub(_STOP, shown)
    return "".join(ZERO if one == _STOP else _entity(one) if one in _ACTIVE else one for one in stopped)


def _at_start(line: str) -> str:
    """Return a line that begins neither a list, a heading, a rule nor a command of the site."""
    number = _NUMBER.match(line)
    if number:
        return f"{number[1]}{_entity(number[2])}{line[number.end() :]}"
    return _entity(line[0]) + line[1:] if line and line[0] in _STARTERS else line


def _inline(line: str) -> str:
    """Return a line with strong words, and with links as their words and their target."""
    return _at_start(_strong(line.strip()))


def _strong(line: str) -> str:
    pieces = _clip(line).split("**")
    if len(pieces) % 2 == 0:
        return _linked("**".join(pieces))
    return "".join(
        f"<strong>{_linked(piece)}</strong>" if number % 2 and piece.strip() else _linked(piece)
        for number, piece in enumerate(pieces)
    )


def _linked(text: str) -> str:
    result = []
    start = 0
    for match in _LINK.finditer(text):
        result += [_inert(text[start : match.start()]), f"{_inert(match['text'])} ({code(match['target'])})"]
        start = match.end()
    return "".join([*result, _inert(text[start:])])


def _clip(text: str) -> str:
    return text if len(text) <= LINE else f"{text[:LINE]}{_MORE}"


def _hidden(character: str) -> bool:
    return unicodedata.category(character) in _HIDDEN


def _entity(character: str) -> str:
    return f"&#{ord(character)};"
