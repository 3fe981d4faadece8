"""The plain-text files of a language, each with its address: every article, the list of them, and all in one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from posixpath import dirname, relpath

from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.listing import Address
from collection_kb.machine.llms import FULL, SHORT, Document, Site, llms_full_txt, llms_txt
from collection_kb.machine.markdown import Writer, references


@dataclass(frozen=True)
class Links:
    """How the files of a language link: to Markdown where there is some, else to the page.

    `pages` gives the address of a page below the root, `root` that of the site, or nothing: then links are relative.
    """

    pages: Address
    markdown: Mapping[str, str]
    root: str

    def target(self, here: str, path: str) -> str:
        """Return the address of the file at `path`, seen from the file at the address `here`; empty without one."""
        url = self.markdown.get(path) or self.pages(path)
        return url and self.seen_from(here, url)

    def seen_from(self, here: str, url: str) -> str:
        """Return an address below the site's root as it is written in the file at the address `here`."""
        if self.root:
            return self.root + url
        return relpath(url, dirname(here) or ".") + ("/" if url.endswith("/") else "")


def markdown_url(page: str) -> str:
    """Return the address of the Markdown of the page at this address."""
    return f"{page.removesuffix('.html')}.md" if page.endswith(".html") else f"{page}index.md"


def markdown_urls(library: Library, language: Language, address: Address) -> dict[str, str]:
    """Return the address of the Markdown of every article that exists in the language, by its file."""
    articles = (article for article in library.articles.values() if language in article.texts)
    paths = (article.type.path(article.slug) for article in articles)
    return {path: markdown_url(address(path)) for path in paths}


def texts(
    library: Library, language: Language, site: Site, links: Links, documents: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield address and content of each file. `documents` maps addresses of others to keys of the interface's words."""
    writer_at = partial(_writer_at, library, language, references(library, language), links)
    for article in library.articles.values():
        here = links.markdown.get(article.type.path(article.slug))
        if here:
            yield here, writer_at(here).page(article)
    short, full = site.folder + SHORT, site.folder + FULL
    others = [Document(links.seen_from(short, url), key) for url, key in ({full: "machine_full", **documents}).items()]
    yield short, llms_txt(site, writer_at(short), others)
    yield full, llms_full_txt(site, writer_at(full))


def _writer_at(library: Library, language: Language, lines: Mapping[str, str], links: Links, here: str) -> Writer:
    return Writer(library, language, lines, partial(links.target, here))
