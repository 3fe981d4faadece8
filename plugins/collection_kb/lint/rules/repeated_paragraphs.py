"""KB081: two articles say the same; one should say it and the other link to it."""

import re
from collections.abc import Iterator, Mapping

from collection_kb.knowledge.body import plain
from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import Library

SHORTEST: Mapping[Language, int] = {"zh": 24, "en": 70}
"""Characters: shorter lines, such as a provision's name with three words, may stand in many articles."""

_LETTERS = re.compile(r"\W+")


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each line that an earlier article has as well, links and punctuation aside."""
    seen: dict[tuple[Language, str], tuple[str, int]] = {}
    for article in library.articles.values():
        for language, text in article.texts.items():
            for line, words in (line for section in text.sections for line in section.lines):
                letters = _LETTERS.sub("", plain(words)).lower()
                if len(letters) < SHORTEST[language]:
                    continue
                path, number = seen.setdefault((language, letters), (text.path, line))
                if path != text.path:
                    yield found(text.path, line, "KB081", other=f"{path}:{number}")
