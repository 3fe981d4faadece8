"""What topic pages show, as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass

from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.listing import Address, Entry, Group, by_type, entry
from collection_kb.knowledge.taxonomy import Topic
from collection_kb.topics.related import Neighbourhood, Related
from collection_kb.topics.tagging import TagsOf

INDEX = "topics/index.md"
MATRIX = "topics/matrix.md"
START_HERE = 3
NEIGHBOURS = 4


def path_of(topic: str) -> str:
    """Return the file of a topic's page, below the language folder."""
    return f"topics/{topic}.md"


def topic_at(path: str, library: Library) -> Topic | None:
    """Return the topic whose page, present or former, stands at a file below the language folder."""
    for topic in library.topics.values():
        if path in map(path_of, (topic.id, *topic.former)):
            return topic
    return None


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
    start: tuple[Entry, ...]
    groups: tuple[Group, ...]
    neighbours: tuple[TopicLink, ...]
    parent: TopicLink | None
    children: tuple[TopicLink, ...]


@dataclass(frozen=True)
class MatrixRow:
    """A topic with the number of its articles of each type, and the address of each group."""

    topic: TopicLink
    cells: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class MatrixView:
    """Topics against types."""

    types: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True)
class RelatedEntry:
    """An article to read next, with the reason."""

    entry: Entry
    reason: str


def topic_links(library: Library, tags: TagsOf, language: Language, address: Address) -> dict[str, TopicLink]:
    """Return the links to all topics by id; `count` is over all articles."""
    counts = dict.fromkeys(library.topics, 0)
    for one in tags.values():
        for topic in one.topics:
            counts[topic] += 1
    return {
        topic.id: TopicLink(
            topic.id, topic.labels[language], topic.description[language], address(path_of(topic.id)), counts[topic.id]
        )
        for topic in library.topics.values()
    }


def members(topic: Topic, library: Library, tags: TagsOf) -> list[str]:
    """Return the slugs of a topic's articles."""
    return [slug for slug in library.articles if topic.id in tags[slug].topics]


def topic_view(topic: Topic, neighbourhood: Neighbourhood, language: Language, address: Address) -> TopicView:
    """Return the page of a topic: where to start, then its articles by type, in the order of the call."""
    library, tags = neighbourhood.library, neighbourhood.tags
    links = topic_links(library, tags, language, address)
    slugs = [slug for slug in members(topic, library, tags) if language in library.articles[slug].texts]
    best = neighbourhood.best(topic.id, slugs)
    stages = list(library.stages)
    in_order = sorted((library.articles[slug] for slug in best), key=lambda article: stages.index(article.stage))
    return TopicView(
        label=topic.labels[language],
        introduction=topic.introduction[language],
        belongs=topic.belongs[language],
        excludes=topic.excludes[language],
        count=len(slugs),
        start=tuple(entry(library.articles[slug], language, address) for slug in best[:START_HERE]),
        groups=by_type(in_order, library.types.values(), language, address),
        neighbours=tuple(links[id_] for id_ in _neighbours(topic, slugs, tags)),
        parent=links.get(topic.parent),
        children=tuple(links[other.id] for other in library.topics.values() if other.parent == topic.id),
    )


def _neighbours(topic: Topic, slugs: Iterable[str], tags: TagsOf) -> list[str]:
    """Return the topics that share most articles with this one."""
    shared: dict[str, int] = {}
    for slug in slugs:
        for other in tags[slug].topics:
            if other != topic.id:
                shared[other] = shared.get(other, 0) + 1
    return sorted(shared, key=lambda other: (-shared[other], other))[:NEIGHBOURS]


def matrix_view(library: Library, tags: TagsOf, language: Language, address: Address) -> MatrixView:
    """Return how many articles of each type every topic has: gaps are seen at a glance."""
    links = topic_links(library, tags, language, address)
    counts: dict[tuple[str, str], int] = {}
    for slug, article in library.articles.items():
        for topic in tags[slug].topics:
            counts[topic, article.type.id] = counts.get((topic, article.type.id), 0) + 1
    return MatrixView(
        types=tuple(article_type.labels[language] for article_type in library.types.values()),
        rows=tuple(
            MatrixRow(link, tuple((counts.get((link.id, type_), 0), f"{link.url}#{type_}") for type_ in library.types))
            for link in links.values()
        ),
    )


def related_entries(
    related: Iterable[Related], library: Library, language: Language, address: Address
) -> tuple[RelatedEntry, ...]:
    """Return the related articles that exist in `language`."""
    return tuple(
        RelatedEntry(entry(library.articles[one.slug], language, address), one.reason)
        for one in related
        if language in library.articles[one.slug].texts
    )
