"""The taxonomy: what a text is about, apart from its form."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from collection_kb.knowledge.language import LANGUAGES, Labels, Language
from collection_kb.knowledge.record import Record

DEFAULT_WEIGHT = 1


@dataclass(frozen=True)
class Keyword:
    """A word that speaks for a topic; `weight` is 1 unless the author gave another."""

    word: str
    weight: int = DEFAULT_WEIGHT


@dataclass(frozen=True)
class Topic:
    """A topic; `belongs` and `excludes` tell authors where its border runs.

    `former` are ids that it had, or that topics merged into it had: they keep working. `parent` is the wider topic.
    """

    id: str
    labels: Labels
    description: Labels
    belongs: Labels
    excludes: Labels
    introduction: Labels
    keywords: Mapping[Language, tuple[Keyword, ...]]
    owner: str
    former: tuple[str, ...]
    parent: str
    order: int


def read_topic(record: Record, roles: tuple[str, ...]) -> Topic:
    """Return one entry of `topics.yml`; without an `order` topics stand as in the file."""
    keywords = record.inner("keywords")
    topic = Topic(
        id=record.text("id"),
        labels=record.labels("labels"),
        description=record.labels("description"),
        belongs=record.labels("belongs"),
        excludes=record.labels("excludes"),
        introduction=record.labels("introduction"),
        keywords={language: tuple(_read_keywords(keywords, language)) for language in LANGUAGES},
        owner=record.choice("owner", roles),
        former=record.texts("former"),
        parent=record.text("parent", required=False),
        order=record.number("order") or 0,
    )
    keywords.close()
    record.close()
    return topic


def _read_keywords(record: Record, language: Language) -> Iterator[Keyword]:
    """Yield the keywords of a language: a word, or `{word: ..., weight: ...}`."""
    seen = set()
    for index, item in enumerate(record.items(language, required=True)):
        if isinstance(item, dict):
            inner = record.inner(language, index)
            keyword = Keyword(inner.text("word"), inner.number("weight") or DEFAULT_WEIGHT)
            inner.close()
        else:
            keyword = Keyword(str(item).strip())
        if not keyword.word:
            record.report("KB013", language, index, key=f"keywords.{language}")
        elif keyword.word in seen:
            record.report("KB015", language, index, key=f"keywords.{language}", value=keyword.word)
        else:
            seen.add(keyword.word)
            yield keyword


def successors(topics: Iterable[Topic]) -> dict[str, str]:
    """Return the present id for every former one."""
    return {former: topic.id for topic in topics for former in topic.former}


def check_topics(topics: Mapping[str, Topic], records: Mapping[str, Record]) -> None:
    """Report what topics say of each other: a parent that is none or goes round, a former id that is still in use."""
    owners: dict[str, str] = {}
    for topic in topics.values():
        record = records[topic.id]
        if topic.parent and topic.parent not in topics:
            record.report("KB063", "parent", key="parent", value=topic.parent, allowed=tuple(topics))
        elif _goes_round(topic, topics):
            record.report("KB064", "parent", value=topic.id)
        for index, former in enumerate(topic.former):
            if former in topics or former in owners:
                record.report("KB065", "former", index, value=former, other=owners.get(former, former))
            owners[former] = topic.id


def _goes_round(topic: Topic, topics: Mapping[str, Topic]) -> bool:
    seen = {topic.id}
    parent = topic.parent
    while parent in topics:
        if parent in seen:
            return True
        seen.add(parent)
        parent = topics[parent].parent
    return False
