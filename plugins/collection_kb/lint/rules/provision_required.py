"""KB025: an article whose type rests on law has no provision."""

from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.language import SOURCE_LANGUAGE
from collection_kb.knowledge.library import Library


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each article."""
    for article in library.articles.values():
        if article.type.rests_on_law and not article.facts.provisions:
            text = article.texts[SOURCE_LANGUAGE]
            yield found(text.path, text.line("provisions"), "KB025")
