"""What a text may be at most. Beyond it nobody can review it, or Python-Markdown takes minutes over it or breaks off.

Measured with Python-Markdown 3.10 on a text of the one mark repeated; `make fuzz` and the tests look for more.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from collection_kb.knowledge.finding import Finding, found

LINE_LENGTH = 10_000
"""Characters. A diff shows a line as a whole: a longer one cannot be reviewed. Rendering takes time in proportion."""

NESTING = 12
"""Quotes, lists and indents within each other. `- - - -` 330 deep ends in a RecursionError, lists step by step in each
other 250 deep likewise; the deepest of ours is 1."""

EFFORT = 1_000_000
"""The square of the marks in a block, summed over the file: 1,000 brackets in one, or 100 in each of a hundred.

Whenever a bracket opens, Markdown looks for its end in the rest of the block: 2,000 of `[a](` take 14 s, 4,000 more
than 25 s. The largest file of ours comes to 1,200, a table of 100 rows with two links each to 42,000.
"""

_MARK = re.compile(r"\[|`|^ {0,3}#", re.MULTILINE)
_TAG = re.compile(r"<[A-Za-z/!?]")
_TAG_WEIGHT = 10
"""MkDocs reads the whole text as HTML, in search of ids: 2,000 of `<![CDATA[` take more than 25 s."""

_OPENING = re.compile(r" {4}| {0,3}(?:\t|>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))")


def beyond_limits(path: str, text: str) -> Iterator[Finding]:
    """Yield a finding for the first line that is too long, the first too deep, and the block with too many marks."""
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        if len(line) > LINE_LENGTH:
            yield found(path, number, "KB100", length=len(line), limit=LINE_LENGTH)
            break
    for number, line in enumerate(lines, start=1):
        depth = _depth(line)
        if depth > NESTING:
            yield found(path, number, "KB101", limit=NESTING)
            break
    yield from _effort(path, text)
    if "<!" in text:
        yield from _declaration(path, text)


def _depth(line: str) -> int:
    depth, here = 0, 0
    while depth <= NESTING and (match := _OPENING.match(line, here)):
        depth += 1
        here = match.end()
    return depth


def _effort(path: str, text: str) -> Iterator[Finding]:
    total, most, where = (_TAG_WEIGHT * len(_TAG.findall(text))) ** 2, 0, 1
    line = 1
    for block in re.split(r"(\n[ \t]*\n)", text):
        marks = len(_MARK.findall(block))
        total += marks * marks
        if marks > most:
            most, where = marks, line
        line += block.count("\n")
    if total > EFFORT:
        if total - most * most > EFFORT:  # not for want of one block
            where = 1
        yield found(path, where, "KB102")


def _declaration(path: str, text: str) -> Iterator[Finding]:
    """Yield a finding where Python's parser of HTML, which MkDocs lets loose on every text, breaks off."""
    parser = HTMLParser()
    try:
        parser.feed(text)
        parser.close()
    except AssertionError:
        yield found(path, parser.getpos()[0], "KB107")
