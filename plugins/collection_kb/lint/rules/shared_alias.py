"""KB033: two articles answer to the same words."""

import re
from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import Library

_NO_LETTERS = re.compile(r"\W+")


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each alias that is the title or an earlier alias of another article, marks aside."""
    owners: dict[tuple[Language, str], str] = {}
    texts = [text for article in library.articles.values() for text in article.texts.values()]
    for text in texts:
        owners.setdefault((text.language, _letters(text.title)), text.path)
    for text in texts:
        for index, alias in enumerate(text.aliases):
            owner = owners.setdefault((text.language, _letters(alias)), text.path)
            if owner != text.path:
                yield found(text.path, text.line("aliases", index), "KB033", value=alias, other=owner)


def _letters(words: str) -> str:
    return _NO_LETTERS.sub("", words).casefold() or words
