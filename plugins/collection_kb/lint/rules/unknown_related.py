"""KB023: a related article does not exist."""

from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding
from collection_kb.knowledge.language import SOURCE_LANGUAGE
from collection_kb.knowledge.library import Library
from collection_kb.lint.references import unknown_values


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each value."""
    for article in library.articles.values():
        text = article.texts[SOURCE_LANGUAGE]
        yield from unknown_values(text, "related", "KB023", article.facts.related, library.article_files)
