"""KB021: a provision is not in the registry."""

from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.language import SOURCE_LANGUAGE
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.suggestion import nearest
from collection_kb.lint.references import all_citations, unknown_values


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each place in front matter and text."""
    for article in library.articles.values():
        text = article.texts[SOURCE_LANGUAGE]
        yield from unknown_values(text, "provisions", "KB021", article.facts.provisions, library.provisions)
    for where, citation in all_citations(library):
        if library.provisions and citation.target not in library.provisions:
            hint = nearest(citation.target, library.provisions)
            yield found(where.path, citation.line, "KB021", value=citation.target, hint=hint)
