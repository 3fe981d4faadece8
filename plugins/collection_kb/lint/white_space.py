"""White space at the ends of lines. Two blanks before another line of the paragraph break it, and stay."""

import re
from collections.abc import Iterator

from collection_kb.knowledge.body import in_code

_IDLE = re.compile(r"[ \t]+$")
_BREAK = re.compile(r"\S {2,}$")


def idle_lines(text: str) -> Iterator[int]:
    """Yield the numbers of the lines, counted from 1, that end in white space which says nothing."""
    lines = text.split("\n")
    for number, (line, is_code) in enumerate(zip(lines, in_code(lines), strict=True), start=1):
        following = lines[number] if number < len(lines) else ""
        breaks = _BREAK.search(line) and following.strip() and not line.lstrip().startswith("#")
        if _IDLE.search(line) and not is_code and not breaks:
            yield number


def without_idle_space(lines: list[str]) -> list[str]:
    """Return the lines without it."""
    idle = set(idle_lines("\n".join(lines)))
    return [line.rstrip(" \t") if number in idle else line for number, line in enumerate(lines, start=1)]
