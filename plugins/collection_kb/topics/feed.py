"""A feed for every topic: its articles by the day on which they were last checked (Atom, RFC 4287)."""

from collections.abc import Sequence
from posixpath import relpath
from xml.etree.ElementTree import Element, SubElement, tostring

from collection_kb.knowledge.article import Article
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.listing import Address, entry
from collection_kb.knowledge.taxonomy import Topic

_ATOM = "http://www.w3.org/2005/Atom"
_UNDATED = "1970-01-01"
LIMIT = 20


def feed_path(topic: str) -> str:
    """Return the file of a topic's feed, below the language's root."""
    return f"topics/{topic}/feed.xml"


def topic_feed(topic: Topic, slugs: Sequence[str], library: Library, language: Language, address: Address) -> str:
    """Return the feed: at most twenty entries, newest first; articles that never expire have no date and come last."""
    members = (library.articles[slug] for slug in slugs if language in library.articles[slug].texts)
    articles = sorted(members, key=lambda article: (_day(article), article.slug))
    newest = articles[::-1][:LIMIT]
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": language})
    SubElement(feed, "id").text = f"urn:collection-kb:topic:{topic.id}:{language}"
    SubElement(feed, "title").text = topic.labels[language]
    SubElement(feed, "updated").text = f"{max(map(_day, newest), default=_UNDATED)}T00:00:00Z"
    author = SubElement(feed, "author")
    SubElement(author, "name").text = library.roles[topic.owner].labels[language] if topic.owner else topic.id
    here = address(f"topics/{topic.id}.md")
    for article in newest:
        shown = entry(article, language, address)
        item = SubElement(feed, "entry")
        SubElement(item, "id").text = f"urn:collection-kb:article:{article.slug}:{language}"
        SubElement(item, "title").text = shown.title
        SubElement(item, "link", {"href": relpath(shown.url or ".", here or ".") + "/"})
        SubElement(item, "updated").text = f"{_day(article)}T00:00:00Z"
        SubElement(item, "summary").text = shown.summary
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode") + "\n"


def _day(article: Article) -> str:
    return article.facts.reviewed.isoformat() if article.facts.reviewed else _UNDATED
