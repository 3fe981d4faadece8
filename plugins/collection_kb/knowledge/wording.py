"""Checks wording against the red lines.

`theme/templates/assets/kb/wording.js` does the same in the browser, step by step; `tests/data/red-lines.yml` holds both
to the same verdicts.

A line is normalised and cut into sentences. In each, what a rule calls safe is taken out, then its patterns are
searched. Chinese patterns see sentences with Chinese characters, English ones sentences with Latin letters.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from collection_kb.knowledge.language import LANGUAGES, Language
from collection_kb.knowledge.red_line import RedLine

LONGEST_SENTENCE = 600
"""Characters; a longer run without a full stop is cut, so that time grows with the length of the text only."""

_CHINESE = "\u3400-\u4dbf\u4e00-\u9fff"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_SPACE = re.compile("[\t\n\u000b\u000c\r\u0085\u2028\u2029 ]+")
_FILLED = re.compile(f"(?<=[{_CHINESE}])[ *_·.-]+(?=[{_CHINESE}])")
_END = re.compile(r"[。!?;]+|\.(?= |$)")
_TAKEN_OUT = "□"
_SCRIPT: dict[Language, re.Pattern[str]] = {"zh": re.compile(f"[{_CHINESE}]"), "en": re.compile("[a-z]")}
_CAPITALS = {ord(capital): capital.lower() for capital in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"} | {ord("’"): "'"}


@dataclass(frozen=True)
class Match:
    """A red line that a text crosses, with the words that cross it, as normalised."""

    red_line: RedLine
    language: Language
    words: str


def normalise(text: str) -> str:
    """Return a text as patterns see it: one width, lower case, nothing between Chinese characters to hide words."""
    text = unicodedata.normalize("NFKC", text).translate(_CAPITALS)
    text = _SPACE.sub(" ", _INVISIBLE.sub("", text)).strip(" ")
    return _FILLED.sub("", text)


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a normalised text."""
    for sentence in _END.split(text):
        for start in range(0, len(sentence), LONGEST_SENTENCE):
            part = sentence[start : start + LONGEST_SENTENCE].strip(" ")
            if part:
                yield part


def check(text: str, red_lines: Iterable[RedLine]) -> list[Match]:
    """Return the red lines that a line of text crosses, each once, in the order of the rules."""
    parts = list(sentences(normalise(text)))
    matches = []
    for red_line in red_lines:
        match = next((match for part in parts for match in _cross(part, red_line)), None)
        if match:
            matches.append(match)
    return matches


def _cross(sentence: str, red_line: RedLine) -> Iterator[Match]:
    for language in LANGUAGES:
        if red_line.patterns[language] and _SCRIPT[language].search(sentence):
            rest = sentence
            for safe in red_line.safe[language]:
                rest = _without(rest, safe.whole)
            for pattern in red_line.patterns[language]:
                found = _compiled(pattern.whole).search(rest)
                if found:
                    yield Match(red_line, language, found[0].strip(" "))


@lru_cache(maxsize=256)
def _without(sentence: str, safe: str) -> str:
    """Return the sentence without lawful wording; nearly every rule takes out the same first."""
    return _compiled(safe).sub(_TAKEN_OUT, sentence)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)  # a browser's \\b knows ASCII words only
