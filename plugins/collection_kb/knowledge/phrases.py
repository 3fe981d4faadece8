"""How people say it: what customers say and agents type for an article, found by the search and shown nowhere."""

from collections.abc import Mapping
from dataclasses import dataclass

from collection_kb.knowledge.language import LANGUAGES, Language
from collection_kb.knowledge.record import Record


@dataclass(frozen=True)
class Phrases:
    """The phrases of an article; `id` is its slug."""

    id: str
    words: Mapping[Language, tuple[str, ...]]


def read_phrases(record: Record) -> Phrases:
    """Return one entry of a file in `phrases/`; whether its article exists is checked by the rules."""
    phrases = Phrases(id=record.text("id"), words={language: record.texts(language) for language in LANGUAGES})
    record.close()
    return phrases
