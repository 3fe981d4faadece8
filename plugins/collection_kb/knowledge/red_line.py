"""Red lines: patterns of forbidden wording, the provision behind each, and what to say instead.

Patterns are regular expressions in the part of the syntax that Python and browsers share; `{name}` in a pattern stands
for the words of that name. How they are applied is told in `wording.py`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from collection_kb.knowledge.language import LANGUAGES, Labels, Language
from collection_kb.knowledge.record import Record
from collection_kb.knowledge.suggestion import nearest
from collection_kb.knowledge.vocabulary import Term

_EMPTY = "@empty"
_NAME = re.compile(r"\{([a-z][a-z-]*)\}")
_NOT_SHARED = re.compile(r"\\[^bB./()\[\]{}|?*+^$\\-]|\((?!\?(?:[:=!]|<[=!]))|(?<!\\)[).][*+]")
"""What the two dialects read differently, such as `\\w`; groups that capture; endless repeats, which can take long."""


@dataclass(frozen=True)
class Words:
    """A group of words that several patterns share, in each language."""

    id: str
    patterns: Labels


@dataclass(frozen=True)
class Pattern:
    """A pattern as written, with the names of words, and with the words filled in."""

    written: str
    whole: str


@dataclass(frozen=True)
class RedLine:
    """One rule. `patterns` find forbidden wording once what matches `safe` is taken out."""

    id: str
    category: str
    labels: Labels
    provisions: tuple[str, ...]
    why: Labels
    instead: Labels
    patterns: Mapping[Language, tuple[Pattern, ...]]
    safe: Mapping[Language, tuple[Pattern, ...]]


def read_words(record: Record) -> Words:
    """Return one entry of `red-line-words.yml`."""
    words = Words(id=record.text("id"), patterns={language: record.text(language) for language in LANGUAGES})
    for language in LANGUAGES:
        _check(record, words.patterns[language], language, may_be_empty=True)
    record.close()
    return words


def read_red_line(record: Record, *, categories: Mapping[str, Term], words: Mapping[str, Words]) -> RedLine:
    """Return one entry of `red-lines.yml`, its patterns with the words filled in."""
    red_line = RedLine(
        id=record.text("id"),
        category=record.choice("category", tuple(categories)),
        labels=record.labels("labels"),
        provisions=record.texts("provisions", required=True),
        why=record.labels("why"),
        instead=record.labels("instead"),
        patterns=_patterns(record, "patterns", words),
        safe=_patterns(record, "safe", words) if record.has("safe") else dict.fromkeys(LANGUAGES, ()),
    )
    record.close()
    return red_line


def _patterns(record: Record, key: str, words: Mapping[str, Words]) -> dict[Language, tuple[Pattern, ...]]:
    inner = record.inner(key)
    filled: dict[Language, tuple[Pattern, ...]] = {}
    for language in LANGUAGES:
        patterns = []
        for index, pattern in enumerate(inner.texts(language)):
            unknown = [name for name in _NAME.findall(pattern) if name not in words]
            for name in unknown:
                inner.report("KB063", language, index, key=key, value=name, hint=nearest(name, words))
            if not unknown:
                whole = _NAME.sub(lambda match: words[match[1]].patterns[language], pattern)  # noqa: B023 - used at once
                if _check(inner, whole, language, index):
                    patterns.append(Pattern(pattern, whole))
        filled[language] = tuple(patterns)
    inner.close()
    return filled


def _check(record: Record, pattern: str, *keys: str | int, may_be_empty: bool = False) -> bool:
    """Return whether Python and browsers read the pattern alike; if not, report it."""
    problem = _problem(pattern)
    if problem and not (may_be_empty and problem == _EMPTY):
        record.report("KB066", *keys, problem=problem)
        return False
    return True


@cache
def _problem(pattern: str) -> str:
    """Return what is wrong with a pattern, or nothing. A preview reads the same thousand patterns again and again."""
    foreign = _NOT_SHARED.search(pattern)
    if foreign:
        return foreign[0]
    try:
        return _EMPTY if re.compile(pattern, re.ASCII).search("") else ""
    except (re.error, RecursionError) as error:
        return str(error)
