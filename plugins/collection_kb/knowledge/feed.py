"""A feed (Atom, RFC 4287)."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from collection_kb.knowledge.language import Language

UNDATED = "1970-01-01T00:00:00Z"
_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class FeedEntry:
    """An entry. `id` never changes; `updated` is a moment (RFC 3339); `href` may be relative to the feed."""

    id: str
    title: str
    href: str
    updated: str
    summary: str


@dataclass(frozen=True)
class Feed:
    """A feed. `updated` is a moment (RFC 3339) or UNDATED; `links` are pairs of relation and address."""

    id: str
    title: str
    language: Language
    author: str
    updated: str
    entries: Sequence[FeedEntry]
    links: Sequence[tuple[str, str]] = ()

    def as_xml(self) -> str:
        """Return the document."""
        feed = Element("feed", {"xmlns": _ATOM, "xml:lang": self.language})
        SubElement(feed, "id").text = self.id
        SubElement(feed, "title").text = self.title
        SubElement(feed, "updated").text = self.updated
        author = SubElement(feed, "author")
        SubElement(author, "name").text = self.author
        for relation, address in self.links:
            SubElement(feed, "link", {"rel": relation, "href": address})
        for entry in self.entries:
            item = SubElement(feed, "entry")
            SubElement(item, "id").text = entry.id
            SubElement(item, "title").text = entry.title
            SubElement(item, "link", {"href": entry.href})
            SubElement(item, "updated").text = entry.updated
            SubElement(item, "summary").text = entry.summary
        return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode") + "\n"
