"""KB080: a sentence is too long to be read with the phone at the ear."""

import re
from collections.abc import Iterator, Mapping

from collection_kb.knowledge.body import plain
from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import Library

LIMIT: Mapping[Language, int] = {"zh": 60, "en": 35}
"""Characters in Chinese, words in English."""

OFF_THE_PHONE = {"guide", "glossary"}
_END: Mapping[Language, re.Pattern[str]] = {"zh": re.compile("[。！？；]"), "en": re.compile(r"[.!?;:](?=\s|$)")}
_COUNTED: Mapping[Language, re.Pattern[str]] = {
    "zh": re.compile(r"[\u3400-\u9fff]|[A-Za-z0-9]+"),
    "en": re.compile(r"[\w'’-]+"),
}


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each sentence of a card that is over the limit; a line of a list ends a sentence."""
    for article in library.articles.values():
        if article.type.id in OFF_THE_PHONE:
            continue
        for language, text in article.texts.items():
            for line, words in (line for section in text.sections for line in section.lines):
                for sentence in _END[language].split(plain(words)):
                    length = len(_COUNTED[language].findall(sentence))
                    if length > LIMIT[language]:
                        unit = f"@{language} length"
                        yield found(text.path, line, "KB080", length=length, limit=LIMIT[language], unit=unit)
