"""What the search box and its pages show, as plain values."""

from dataclasses import dataclass

from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import Library

ARTICLES = "articles.md"
MISSING = "missing.md"


@dataclass(frozen=True)
class Choice:
    """A value of a filter."""

    id: str
    label: str


def filters(library: Library, language: Language) -> dict[str, object]:
    """Return the choices of the filters by type and by topic."""
    return {
        "finder_types": tuple(Choice(one.id, one.labels[language]) for one in library.types.values()),
        "finder_topics": tuple(Choice(one.id, one.labels[language]) for one in library.topics.values()),
    }
