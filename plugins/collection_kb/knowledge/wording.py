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
from functools import cache

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
    return Checker(red_lines).check(text)


class Checker:
    """Checks line after line against the same red lines. What it found in a sentence it remembers."""

    def __init__(self, red_lines: Iterable[RedLine]) -> None:
        self._red_lines = tuple(red_lines)
        self._known: dict[str, dict[int, Match]] = {}

    def check(self, text: str) -> list[Match]:
        """Return the red lines that a line of text crosses, each once, in the order of the rules."""
        matches: dict[int, Match] = {}
        for sentence in sentences(normalise(text)):
            if sentence not in self._known:
                self._known[sentence] = self._crossed(sentence)
            matches = self._known[sentence] | matches  # of two sentences, the first one's words
        return [matches[number] for number in sorted(matches)]

    def _crossed(self, sentence: str) -> dict[int, Match]:
        """Return what a sentence crosses, by the number of the rule."""
        text = _Sentence(sentence)
        crossed = {number: text.cross(red_line) for number, red_line in enumerate(self._red_lines)}
        return {number: match for number, match in crossed.items() if match}


class _Sentence:
    """A sentence under check. Most rules call the same wording safe, so what each leaves of a text is kept."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._languages = [language for language in LANGUAGES if _SCRIPT[language].search(text)]
        self._left: dict[tuple[str, str], str] = {}

    def cross(self, red_line: RedLine) -> Match | None:
        for language in self._languages:
            patterns = red_line.patterns[language]
            rest = self._text
            for safe in red_line.safe[language] if patterns else ():
                rest = self._without(safe.whole, rest)
            for pattern in patterns:
                found = _compiled(pattern.whole).search(rest)
                if found:
                    return Match(red_line, language, found[0].strip(" "))
        return None

    def _without(self, safe: str, text: str) -> str:
        left = self._left.get((safe, text))
        if left is None:
            left = self._left[safe, text] = _compiled(safe).sub(_TAKEN_OUT, text)
        return left


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)  # a browser's \\b knows ASCII words only
