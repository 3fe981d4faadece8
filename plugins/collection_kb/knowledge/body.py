"""The body of an article: sections, words to be spoken, legal references and links, each with its line."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_QUOTE = re.compile(r" {0,3}> ?(.*)$")
_LINK = re.compile(r"!?\[(?P<text>[^\[\]\n]*)\]\((?P<target>[^()\s]*)\)")
_MARKS = re.compile(r"^\s*(?:[-*+]|\d+\.|>|#+)\s+(?:\[[ xX]\] )?|\*\*|`")
_TICK = re.compile(r"\s*[-*+] \[[ xX]\] ")

LAW_SCHEME = "law:"


@dataclass(frozen=True)
class Heading:
    """A heading: its level from 1 to 6, its text, its line."""

    level: int
    text: str
    line: int


@dataclass(frozen=True)
class Link:
    """A Markdown link or image."""

    text: str
    target: str
    line: int


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
        """Return whether nothing but white space stands here."""
        return not any(text.strip() for _, text in self.lines)

    @property
    def text(self) -> str:
        """Return the Markdown of the section without its heading."""
        return "\n".join(text for _, text in self.lines).strip()

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

    def ticks(self) -> int:
        """Return the number of boxes to tick."""
        return sum(bool(_TICK.match(text)) for _, text in self.lines)


def read_sections(body: str, first_line: int) -> tuple[Section, ...]:
    """Return the sections of a Markdown text; headings within fenced code do not count."""
    sections = [Section(Heading(0, "", first_line))]
    fence = ""
    for line, text in enumerate(body.split("\n"), start=first_line):
        match = _FENCE.match(text)
        if match and (not fence or match.group(1).startswith(fence)):
            fence = "" if fence else match.group(1)[:3]
        heading = None if fence else _HEADING.match(text)
        if heading:
            sections.append(Section(Heading(len(heading.group(1)), heading.group(2), line)))
        else:
            sections[-1].lines.append((line, text))
    return tuple(sections)


def links(sections: tuple[Section, ...]) -> Iterator[Link]:
    """Yield every link and image with its line."""
    for section in sections:
        for line, text in section.lines:
            for match in _LINK.finditer(text):
                yield Link(match["text"], match["target"], line)


def citations(sections: tuple[Section, ...]) -> Iterator[Link]:
    """Yield every legal reference; the target is the provision's id."""
    for link in links(sections):
        if link.target.startswith(LAW_SCHEME):
            yield Link(link.text, link.target.removeprefix(LAW_SCHEME), link.line)


def map_links(text: str, change: Callable[[str, str], str]) -> str:
    """Return a text in which `change`, given words and target, has rewritten every link and image."""
    return _LINK.sub(lambda match: change(match["text"], match["target"]), text)


def plain(line: str) -> str:
    """Return a line of Markdown without targets of links and marks of emphasis, lists and quotes."""
    return _MARKS.sub("", _LINK.sub(lambda match: match["text"], line)).strip()
