"""The taxonomy: what a text is about, apart from its form."""

from collections.abc import Mapping
from dataclasses import dataclass

from collection_kb.knowledge.language import LANGUAGES, Labels, Language
from collection_kb.knowledge.record import Record


@dataclass(frozen=True)
class Topic:
    """A topic; `belongs` and `excludes` tell authors where its border runs."""

    id: str
    labels: Labels
    description: Labels
    belongs: Labels
    excludes: Labels
    introduction: Labels
    keywords: Mapping[Language, tuple[str, ...]]
    owner: str


def read_topic(record: Record, roles: tuple[str, ...]) -> Topic:
    """Return one entry of `topics.yml`."""
    keywords = record.inner("keywords")
    topic = Topic(
        id=record.text("id"),
        labels=record.labels("labels"),
        description=record.labels("description"),
        belongs=record.labels("belongs"),
        excludes=record.labels("excludes"),
        introduction=record.labels("introduction"),
        keywords={language: keywords.texts(language, required=True) for language in LANGUAGES},
        owner=record.choice("owner", roles),
    )
    keywords.close()
    record.close()
    return topic
