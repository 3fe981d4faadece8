"""The body of an article: sections, words to be spoken, legal references and links, each with its line."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_QUOTE = re.compile(r"[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)*> ?(.*)$")
"""A line of a quote, within an item of a list as well."""
_LINK = re.compile(
    r"!?\[(?P<text>[^\[\]\n]*)\]\((?:<(?P<angled>[^<>\n]*)>|(?P<target>[^()\s<>]*(?:\([^()\s]*\)[^()\s]*)*))"
    r"""(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'))?\)"""
)
_MARKS = re.compile(r"^\s*(?:[-*+]|\d+\.|>|#+)\s+(?:\[[ xX]\] )?|\*\*|`")
_UNDERLINE = re.compile(r"(?:=+|-+) *")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TICK = re.compile(r"\s*[-*+] \[[ xX]\] ")

_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]\n]+)\]:[ \t]*(\S+)", re.MULTILINE)
_SHOWN = re.compile(r"!\[([^\[\]\n]*)\](?:\[([^\[\]\n]*)\])?(?!\()")
"""An image whose address is defined elsewhere in the section."""
_AUTOMATIC = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*)>")
_TITLE = re.compile(r"""[ \t\n]+(?:"[^"]*"|'[^']*'|\([^()]*\))$""")

_LONGEST = 2_000
"""Characters of a link; what is open for longer is none."""

LAW_SCHEME = "law:"


@dataclass(frozen=True)
class Heading:
    """A heading: its level from 1 to 6, its text, its line."""

    level: int
    text: str
    line: int


@dataclass(frozen=True)
class Link:
    """A Markdown link or image; `text` is what a reader sees or hears of it."""

    text: str
    target: str
    line: int
    is_image: bool = False


@dataclass(frozen=True)
class Spoken:
    """Words to be spoken: a paragraph of a blockquote."""

    text: str
    line: int


@dataclass
class Section:
    """All lines below a heading up to the next one; `level` 0 is what stands before the first heading."""

    heading: Heading
    lines: list[tuple[int, str]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Return whether nothing but white space and comments stands here."""
        return not _COMMENT.sub("", self.text).strip()

    @property
    def text(self) -> str:
        """Return the Markdown of the section without its heading."""
        return "\n".join(text for _, text in self.lines).strip()

    def prose(self) -> list[tuple[int, str]]:
        """Return the heading and the lines as a reader sees them: where code stands there are blanks."""
        result = [(self.heading.line, self.heading.text)] if self.heading.level else []
        for (line, text), is_code in zip(self.lines, in_code(text for _, text in self.lines), strict=True):
            result.append((line, "" if is_code else _CODE.sub(lambda match: " " * len(match[0]), text)))
        return result

    def spoken(self) -> list[Spoken]:
        """Return the words to be spoken, one entry a paragraph."""
        result: list[Spoken] = []
        previous = -1
        for line, text in self.lines:
            match = _QUOTE.match(text)
            words = match.group(1).strip() if match else ""
            if not words:
                continue
            if previous == line - 1:
                result[-1] = Spoken(f"{result[-1].text} {words}", result[-1].line)
            else:
                result.append(Spoken(words, line))
            previous = line
        return result

    def underlined(self) -> Iterator[Heading]:
        """Yield what becomes a heading since a line of `=` or `-` stands right below the first line of a paragraph."""
        lines = [(self.heading.line, ""), *self.prose()[1 if self.heading.level else 0 :]]
        for (_, before), (line, text), (_, after) in zip(lines, lines[1:], lines[2:], strict=False):
            if text.strip() and not before.strip() and _UNDERLINE.fullmatch(after):
                yield Heading(1 if after[0] == "=" else 2, text.strip(), line)

    def ticks(self) -> int:
        """Return the number of boxes to tick."""
        return sum(bool(_TICK.match(text)) for _, text in self.lines)


def in_code(lines: Iterable[str]) -> Iterator[bool]:
    """Tell of each line whether it belongs to fenced code, the fences included."""
    fence = ""
    for text in lines:
        match = _FENCE.match(text)
        is_border = match is not None and (not fence or match[1].startswith(fence))
        yield bool(fence) or is_border
        if match and is_border:
            fence = "" if fence else match[1][:3]


def read_sections(body: str, first_line: int) -> tuple[Section, ...]:
    """Return the sections of a Markdown text; headings within fenced code do not count."""
    sections = [Section(Heading(0, "", first_line))]
    lines = body.split("\n")
    for line, (text, is_code) in enumerate(zip(lines, in_code(lines), strict=True), start=first_line):
        heading = None if is_code else _HEADING.match(text)
        if heading:
            sections.append(Section(Heading(len(heading.group(1)), heading.group(2), line)))
        else:
            sections[-1].lines.append((line, text))
    return tuple(sections)


def links(sections: tuple[Section, ...]) -> Iterator[Link]:
    """Yield every link and image with its line: inline, defined below the text, or a bare address in `<>`."""
    for section in sections:
        prose = section.prose()
        if not prose:
            continue
        text = "\n".join(words for _, words in prose)
        found = [*_inline(text), *_defined(text)]
        for start, words, target, is_image in sorted(found):
            yield Link(words, target, prose[text.count("\n", 0, start)][0], is_image)


def _inline(text: str) -> Iterator[tuple[int, str, str, bool]]:
    """Yield place, words, target and kind of each `[words](target)`, one within another as well."""
    middle = text.find("](")
    while middle >= 0:
        start, end = _opening(text, middle), _closing(text, middle + 2)
        if start >= 0 and end >= 0:
            is_image = text[start - 1 : start] == "!"
            yield start, text[start + 1 : middle], _target(text[middle + 2 : end]), is_image
        middle = text.find("](", middle + 2)


def _opening(text: str, middle: int) -> int:
    depth = 1
    for place in range(middle - 1, max(-1, middle - _LONGEST), -1):
        depth += (text[place] == "]") - (text[place] == "[")
        if not depth:
            return place
        if text.startswith("\n\n", place):
            break
    return -1


def _closing(text: str, start: int) -> int:
    depth = 1
    for place in range(start, min(len(text), start + _LONGEST)):
        depth += (text[place] == "(") - (text[place] == ")")
        if not depth:
            return place
        if text.startswith("\n\n", place):
            break
    return -1


def _target(inside: str) -> str:
    inside = inside.strip()
    if inside.startswith("<") and ">" in inside:
        return inside[1 : inside.index(">")]
    return _TITLE.sub("", inside)


def _defined(text: str) -> Iterator[tuple[int, str, str, bool]]:
    shown = {(match[2] or match[1]).casefold() for match in _SHOWN.finditer(text)}
    for match in _DEFINITION.finditer(text):
        yield match.start(), match[1], match[2].strip("<>"), match[1].casefold() in shown
    for match in _AUTOMATIC.finditer(text):
        yield match.start(), match[1], match[1], False


def citations(among: Iterable[Link]) -> tuple[Link, ...]:
    """Return the legal references among links; the target is the provision's id."""
    return tuple(
        Link(link.text, link.target.removeprefix(LAW_SCHEME), link.line)
        for link in among
        if link.target.startswith(LAW_SCHEME)
    )


def map_links(text: str, change: Callable[[str, str], str]) -> str:
    """Return a text in which `change`, given words and target, has rewritten every link and image."""
    return _LINK.sub(lambda match: change(match["text"], match["angled"] or match["target"] or ""), text)


def plain(line: str) -> str:
    """Return a line of Markdown without targets of links and marks of emphasis, lists and quotes."""
    return _MARKS.sub("", _LINK.sub(lambda match: match["text"], line)).strip()
