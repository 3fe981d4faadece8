"""KB024: a text cites a provision that the front matter does not list."""

from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.suggestion import nearest


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each citation. What a misspelt id of the front matter probably means counts as listed."""
    for article in library.articles.values():
        listed = article.facts.provisions
        meant = {nearest(id_, library.provisions) for id_ in listed if id_ not in library.provisions}
        for text in article.texts.values():
            for citation in text.citations():
                id_ = citation.target
                if id_ in library.provisions and id_ not in meant and id_ not in listed:
                    yield found(text.path, citation.line, "KB024", value=id_)
