"""A feed for every topic: its articles by the day on which they were last checked."""

from collections.abc import Sequence
from posixpath import relpath

from collection_kb.knowledge.article import Article
from collection_kb.knowledge.feed import UNDATED, Feed, FeedEntry
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.listing import Address, entry
from collection_kb.knowledge.taxonomy import Topic

LIMIT = 20


def feed_path(topic: str) -> str:
    """Return the file of a topic's feed, below the language's root."""
    return f"topics/{topic}/feed.xml"


def topic_feed(topic: Topic, slugs: Sequence[str], library: Library, language: Language, address: Address) -> str:
    """Return the feed: at most twenty entries, newest first; articles that never expire have no date and come last."""
    members = (library.articles[slug] for slug in slugs if language in library.articles[slug].texts)
    articles = sorted(members, key=lambda article: (_moment(article), article.slug))
    newest = articles[::-1][:LIMIT]
    here = address(f"topics/{topic.id}.md")
    entries = []
    for article in newest:
        shown = entry(article, language, address)
        href = relpath(shown.url or ".", here or ".") + ("/" if shown.url.endswith("/") else "")
        id_ = f"urn:collection-kb:article:{article.slug}:{language}"
        entries.append(FeedEntry(id_, shown.title, href, _moment(article), shown.summary))
    return Feed(
        id=f"urn:collection-kb:topic:{topic.id}:{language}",
        title=topic.labels[language],
        language=language,
        author=library.roles[topic.owner].labels[language] if topic.owner else topic.id,
        updated=max(map(_moment, newest), default=UNDATED),
        entries=entries,
    ).as_xml()


def _moment(article: Article) -> str:
    return f"{article.facts.reviewed.isoformat()}T00:00:00Z" if article.facts.reviewed else UNDATED
