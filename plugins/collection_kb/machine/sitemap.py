"""`sitemap.xml` and `robots.txt`.

MkDocs and the language plugin draw a sitemap of their own. Without `site_url` its addresses begin with `None`, it knows
no page that a plugin added after the languages were put apart, and as day of change it gives the day of the build, so
that no two days build the same file. So this one takes its place: all pages in all languages, no days, and none at all
without `site_url`, for the protocol (sitemaps.org) and its language links want whole addresses.
"""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from collection_kb.knowledge.language import SOURCE_LANGUAGE, Language

SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def sitemap_xml(pages: Iterable[Mapping[Language, str]]) -> str:
    """Return the sitemap of pages, each given by its whole address in every language that it has."""
    urls = Element("urlset", {"xmlns": _SITEMAP, "xmlns:xhtml": _XHTML})
    for page in pages:
        for address in page.values():
            url = SubElement(urls, "url")
            SubElement(url, "loc").text = address
            if len(page) > 1:
                for other, href in (*page.items(), ("x-default", page.get(SOURCE_LANGUAGE, address))):
                    SubElement(url, "xhtml:link", {"rel": "alternate", "hreflang": other, "href": href})
    indent(urls, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(urls, encoding="unicode") + "\n"


def robots_txt(sitemap: str, private: str) -> str:
    """Return the file that lets everybody read everything but `private`, a path from the root of the host, or empty.

    `sitemap` is a whole address, or empty.
    """
    rules = f"User-agent: *\nAllow: /\n{f'Disallow: {private}' if private else ''}".rstrip("\n") + "\n"
    return rules + (f"\nSitemap: {sitemap}\n" if sitemap else "")
