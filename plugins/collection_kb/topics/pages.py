"""What topic pages show, as plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from collection_kb.knowledge.article import Article
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.listing import Address, Group, by_type
from collection_kb.knowledge.taxonomy import Topic

INDEX = "topics/index.md"

TopicsOf = Mapping[str, tuple[str, ...]]
"""The topics of every article by slug, main topic first."""


def path_of(topic: str) -> str:
    """Return the file of a topic's page, below the language folder."""
    return f"topics/{topic}.md"


@dataclass(frozen=True)
class TopicLink:
    """A topic as a chip or in a list; `count` is the number of its articles."""

    id: str
    label: str
    description: str
    url: str
    count: int


@dataclass(frozen=True)
class TopicView:
    """A topic's page."""

    label: str
    introduction: str
    belongs: str
    excludes: str
    count: int
    groups: tuple[Group, ...]


def topic_links(
    topics: Iterable[Topic], topics_of: TopicsOf, language: Language, address: Address
) -> tuple[TopicLink, ...]:
    """Return the links to these topics."""
    return tuple(
        TopicLink(
            id=topic.id,
            label=topic.labels[language],
            description=topic.description[language],
            url=address(path_of(topic.id)),
            count=sum(topic.id in ids for ids in topics_of.values()),
        )
        for topic in topics
    )


def topic_view(topic: Topic, library: Library, topics_of: TopicsOf, language: Language, address: Address) -> TopicView:
    """Return the page of a topic: its articles by type, those with it as main topic first."""
    members = sorted(
        (article for article in library.articles.values() if topic.id in topics_of[article.slug]),
        key=lambda article: _rank(article, topic, topics_of),
    )
    groups = by_type(members, library.types.values(), language, address)
    return TopicView(
        label=topic.labels[language],
        introduction=topic.introduction[language],
        belongs=topic.belongs[language],
        excludes=topic.excludes[language],
        count=sum(len(group.entries) for group in groups),
        groups=groups,
    )


def _rank(article: Article, topic: Topic, topics_of: TopicsOf) -> int:
    return topics_of[article.slug].index(topic.id)
