"""Chapters put together into one comment that a code-hosting site accepts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

import yaml

from collection_kb.knowledge.language import Labels, Language

LIMIT = 58_000
"""Bytes of the whole report; code-hosting sites take 65,536 characters at most."""

ROOM = 4_000
"""Bytes of a chapter, but for the one that shows texts before and after, which gets what the others leave."""


@dataclass(frozen=True)
class Item:
    """A row or a paragraph; `short` stands in for one that does not fit."""

    full: str
    short: str = ""


@dataclass(frozen=True)
class Chapter:
    """A chapter. `opening` stands above the items and is short: no author writes it.

    An elastic chapter takes the room that the others leave; one that is always told says something without items too.
    """

    title: str
    items: tuple[Item, ...]
    opening: str = ""
    is_elastic: bool = False
    is_always_told: bool = False


def word(key: str, language: Language, **values: object) -> str:
    """Return an entry of `words.yml`; `values` fill it."""
    return _words()[key][language].format(**values)


@cache
def _words() -> dict[str, Labels]:
    return cast("dict[str, Labels]", yaml.safe_load(files(__package__).joinpath("words.yml").read_text("utf-8")))


def page(head: str, chapters: Sequence[Chapter], language: Language, preview: str = "") -> str:
    """Return the report, at most LIMIT bytes; each chapter says how many of its items were left out."""
    made = {chapter.title: _chapter(chapter, ROOM, language, preview) for chapter in chapters if not chapter.is_elastic}
    left = LIMIT - len(head.encode()) - sum(len(text.encode()) for text in made.values())
    for chapter in chapters:
        if chapter.is_elastic:
            made[chapter.title] = _chapter(chapter, left, language, preview)
    return head + "".join(made[chapter.title] for chapter in chapters)


def _chapter(chapter: Chapter, room: int, language: Language, preview: str) -> str:
    head = f"\n### {chapter.title}\n\n{chapter.opening}"
    note = _note(len(chapter.items), language, preview)
    left = room - len(head.encode()) - len(note.encode())
    chosen = []
    for item in chapter.items:  # first room for the short forms of all, then for as many full ones as fit
        size = len((item.short or item.full).encode())
        if size <= left:
            chosen.append(item)
            left -= size
    texts = []
    for item in chosen:
        more = len(item.full.encode()) - len(item.short.encode()) if item.short else 0
        texts.append(item.full if more <= left else item.short)
        left -= more if more <= left else 0
    missing = len(chapter.items) - len(chosen)
    return head + "".join(texts) + (_note(missing, language, preview) if missing else "")


def _note(count: int, language: Language, preview: str) -> str:
    said = word("cut_preview", language, count=count, url=preview) if preview else word("cut", language, count=count)
    return f"\n{said}\n"
