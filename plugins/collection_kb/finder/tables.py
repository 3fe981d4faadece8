"""Generates the tables of the analysis from kept packages, cut down to what the content needs."""

from functools import cache

import opencc
from pypinyin import Style, pinyin

from collection_kb.finder.analysis import READINGS, Tables
from collection_kb.knowledge.library import Library

_CHINESE = (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))


@cache
def _simplified() -> dict[str, str]:
    """Return every character that OpenCC simplifies on its own."""
    converter = opencc.OpenCC("t2s")
    characters = [chr(code) for code in _CHINESE]
    return {
        character: simple
        for character in characters
        if (simple := converter.convert(character)) != character and len(simple) == 1
    }


@cache
def _common() -> frozenset[str]:
    """Return the 3,755 characters of level 1 of GB 2312: those that an input method offers first."""
    codes = (bytes((row, column)) for row in range(0xB0, 0xD8) for column in range(0xA1, 0xFF))
    return frozenset("".join(code.decode("gb2312", errors="ignore") for code in codes))


def make_tables(library: Library) -> Tables:
    """Return the tables for the characters of the library and the common ones that may be typed in their place."""
    texts = [
        words
        for article in library.articles.values()
        for text in article.texts.values()
        for words in (text.title, text.summary, text.body, *text.aliases)
    ]
    texts += [word for phrases in library.phrases.values() for words in phrases.words.values() for word in words]
    simplified = _simplified()
    used = {simplified.get(character, character) for character in set().union(*texts)}
    used = {character for character in used if ord(character) in range(0x3400, 0xA000)}
    readings = {character: _readings(character) for character in sorted(used | _common())}
    return Tables(
        simplified={
            traditional: simple for traditional, simple in simplified.items() if simple in used or simple in _common()
        },
        readings={character: syllables for character, syllables in readings.items() if syllables},
    )


@cache
def _readings(character: str) -> tuple[str, ...]:
    syllables = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(dict.fromkeys(syllable.replace("ü", "v") for syllable in syllables[0]))[:READINGS] if syllables else ()
