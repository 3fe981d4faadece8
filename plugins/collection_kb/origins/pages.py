"""What the page of origins shows, as plain values."""

from dataclasses import dataclass

from collection_kb.citations.pages import ProvisionView, references
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.listing import Address, Entry, entry


@dataclass(frozen=True)
class PassageView:
    """A passage of the source, what became of it, the provisions behind it, and the articles that treat it."""

    id: str
    label: str
    gist: str
    use: str
    treatment: str
    provisions: tuple[ProvisionView, ...]
    entries: tuple[Entry, ...]


def passage_views(library: Library, language: Language, address: Address) -> tuple[PassageView, ...]:
    """Return all passages in the order of the source; articles are found by their `seed` keys."""
    return tuple(
        PassageView(
            id=passage.id,
            label=passage.labels[language],
            gist=passage.gist[language],
            use=passage.use,
            treatment=passage.treatment[language],
            provisions=references(passage.provisions, library, language, address),
            entries=tuple(
                entry(article, language, address)
                for article in library.articles.values()
                if passage.id in article.facts.seed and language in article.texts
            ),
        )
        for passage in library.seed_passages.values()
    )
