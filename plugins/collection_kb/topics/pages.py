"""What topic pages show, as plain values."""

from collections import Counter
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


def topic_links(neighbourhood: Neighbourhood, language: Language, address: Address) -> dict[str, TopicLink]:
    """Return the links to all topics by id; `count` is over all articles."""
    return {
        topic.id: TopicLink(
            id=topic.id,
            label=topic.labels[language],
            description=topic.description[language],
            url=address(path_of(topic.id)),
            count=len(neighbourhood.members[topic.id]),
        )
        for topic in neighbourhood.library.topics.values()
    }


def topic_view(topic: Topic, neighbourhood: Neighbourhood, language: Language, address: Address) -> TopicView:
    """Return the page of a topic: where to start, then its articles by type, in the order of the call."""
    library, tags = neighbourhood.library, neighbourhood.tags
    links = topic_links(neighbourhood, language, address)
    slugs = [slug for slug in neighbourhood.members[topic.id] if language in library.articles[slug].texts]
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


def matrix_view(neighbourhood: Neighbourhood, language: Language, address: Address) -> MatrixView:
    """Return how many articles of each type every topic has: gaps are seen at a glance."""
    library = neighbourhood.library
    links = topic_links(neighbourhood, language, address)
    counts = Counter(
        (topic, library.articles[slug].type.id) for topic, slugs in neighbourhood.members.items() for slug in slugs
    )
    return MatrixView(
        types=tuple(article_type.labels[language] for article_type in library.types.values()),
        rows=tuple(
            MatrixRow(link, tuple((counts[link.id, type_], f"{link.url}#{type_}") for type_ in library.types))
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
