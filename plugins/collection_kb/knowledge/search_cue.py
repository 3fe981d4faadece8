"""What people type around the point of a query."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from collection_kb.knowledge.language import LANGUAGES, Language
from collection_kb.knowledge.record import Record


@dataclass(frozen=True)
class SearchCue:
    """Words that are left out of a query (`filler`), or that speak for a type of article."""

    id: str
    type: str
    words: Mapping[Language, tuple[str, ...]]


def read_search_cue(record: Record, *, types: Collection[str]) -> SearchCue:
    """Return one entry of `search-cues.yml`."""
    cue = SearchCue(
        id=record.text("id"),
        type=record.choice("type", tuple(types), default=" ").strip(),
        words={language: record.texts(language, required=True) for language in LANGUAGES},
    )
    record.close()
    return cue
