"""Cuts text into terms, as `theme/scripts/40-analysis.js` does in the browser; one file of vectors holds both equal.

Chinese is cut into overlapping pairs of characters, so that no dictionary can disagree; Latin words are stemmed
lightly; numbers stay whole. Beside its pairs, Chinese has terms for its sound: `~` pairs of syllables without tones,
and `^` initials. `=` is a whole phrase.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import product
from operator import add

_CHINESE = "\u3400-\u4dbf\u4e00-\u9fff"
_PIECE = re.compile(f"[{_CHINESE}]+|[a-z]+(?:'[a-z]+)*[0-9]*|[0-9]+(?:[.:][0-9]+)*")
_CAPITALS = {ord(capital): capital.lower() for capital in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"} | {ord("’"): "'"}
_HEARD_AS_Z = re.compile("^([zcs])h")
_HEARD_AS_IN = re.compile("([ie]n)g$")
_SHORTEST_STEM = 3

READINGS = 2
"""How many readings of a character count: 还 is huan and hai; rarer ones only add noise."""

INITIALS = range(2, 6)
"""How many initials in a row people type for a phrase."""


@dataclass(frozen=True)
class Tables:
    """What is generated from kept packages: traditional to simplified characters, and the readings of a character."""

    simplified: Mapping[str, str]
    readings: Mapping[str, tuple[str, ...]]

    @cached_property
    def folding(self) -> dict[int, str]:
        """Return what a text is translated by: lower case, straight apostrophes, simplified characters."""
        return _CAPITALS | {ord(old): new for old, new in self.simplified.items()}

    @cached_property
    def letters(self) -> dict[str, tuple[str, ...]]:
        """Return the initials of every character, in order, each once."""
        return {
            character: tuple(sorted({syllable[0] for syllable in syllables}))
            for character, syllables in self.readings.items()
        }

    @cached_property
    def pairs(self) -> dict[str, tuple[str, ...]]:
        """Return the terms by sound of pairs of characters: filled as they come, for the same ones come again."""
        return {}


def fold(text: str, tables: Tables) -> str:
    """Return a text in one width, in lower case, in simplified characters."""
    return unicodedata.normalize("NFKC", text).translate(tables.folding)


def pieces(folded: str) -> list[str]:
    """Return the runs of Chinese characters, the Latin words and the numbers of a folded text."""
    return _PIECE.findall(folded)


def is_chinese(piece: str) -> bool:
    """Return whether a piece is a run of Chinese characters."""
    return piece[0] > "z"


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a Latin word without the endings of number, tense and possession; a number stays as it is."""
    if word[0].isdigit():
        return word
    word = word.removesuffix("'s").replace("'", "")
    for ending, instead in (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        rest = word.removesuffix(ending)
        if rest == word or len(rest) < _SHORTEST_STEM or (ending == "s" and rest[-1] in "su"):
            continue
        if ending == "es" and rest[-1] not in "sxzh":
            continue
        word = rest + instead
        break
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "aeiousl":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > _SHORTEST_STEM else word


def pairs(run: str) -> list[str]:
    """Return the overlapping pairs of a run of characters; a single character stands for itself."""
    return [*map(add, run, run[1:])] or [run]


def terms(text: str, tables: Tables) -> list[str]:
    """Return the terms of a text by its writing, in order."""
    result: list[str] = []
    for piece in pieces(fold(text, tables)):
        if is_chinese(piece):
            result += pairs(piece)
        else:
            result.append(stem(piece))
    return result


@cache
def blurred(syllable: str) -> str:
    """Return a syllable without the differences that many do not hear: zh and z, ing and in."""
    return _HEARD_AS_IN.sub(r"\1", _HEARD_AS_Z.sub(r"\1", syllable))


def sounds(text: str, tables: Tables) -> Iterator[str]:
    """Yield the terms of a text by its sound: pairs of syllables, in every combination of readings."""
    for piece in pieces(fold(text, tables)):
        if not is_chinese(piece):
            continue
        for pair in pairs(piece):
            made = tables.pairs.get(pair)
            if made is None:
                made = tables.pairs[pair] = _sounds_of(pair, tables)
            yield from made


def _sounds_of(pair: str, tables: Tables) -> tuple[str, ...]:
    readings = [dict.fromkeys(map(blurred, tables.readings.get(character, ()))) for character in pair]
    return tuple(f"~{' '.join(syllables)}" for syllables in product(*readings))


def initials(text: str, tables: Tables) -> Iterator[str]:
    """Yield the initials of every few characters in a row; a whole run, however short, also with a `$` at its end."""
    for piece in pieces(fold(text, tables)):
        if not is_chinese(piece):
            continue
        letters = [tables.letters.get(character, ()) for character in piece]
        for size in INITIALS:
            for start in range(len(piece) - size + 1):
                if size > min(INITIALS) or len(piece) == size:
                    for combination in product(*letters[start : start + size]):
                        yield f"^{''.join(combination)}"


def characters(text: str, tables: Tables) -> Iterator[str]:
    """Yield every Chinese character that is not a run of its own: the last resort when no pair is known."""
    for piece in pieces(fold(text, tables)):
        if is_chinese(piece) and len(piece) > 1:
            yield from piece


def exact(text: str, tables: Tables) -> str:
    """Return the term of a whole phrase: `=` and the phrase without spaces and punctuation."""
    return f"={''.join(pieces(fold(text, tables)))}"
