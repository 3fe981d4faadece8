"""Where the pages at former addresses lead."""

from collections.abc import Mapping
from dataclasses import dataclass

from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.listing import Address


@dataclass(frozen=True)
class Move:
    """The article that a reader is led to."""

    label: str
    url: str


def moved(library: Library, language: Language) -> Mapping[str, str]:
    """Return the slug that each former file, below the language folder, leads to; none where it leads nowhere."""
    return {
        f"{one.id}.md": one.to
        for one in library.redirects.values()
        if not _is_taken(one.id, library) and one.to in library.articles and language in library.articles[one.to].texts
    }


def _is_taken(place: str, library: Library) -> bool:
    """Return whether an article stands at a former address again."""
    slug = place.rpartition("/")[2]
    article = library.articles.get(slug)
    return article is not None and article.type.path(slug) == f"{place}.md"


def move(slug: str, library: Library, language: Language, address: Address) -> Move:
    """Return what the page at a former address of an article shows."""
    article = library.articles[slug]
    return Move(article.texts[language].title, address(article.type.path(slug)))
