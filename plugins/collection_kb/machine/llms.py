"""`llms.txt` and `llms-full.txt` (llmstxt.org): what this site holds, and all of it, for readers that are machines."""

from collections.abc import Iterable
from dataclasses import dataclass

from collection_kb.knowledge.listing import by_type
from collection_kb.machine.markdown import Writer
from collection_kb.machine.words import word

SHORT = "llms.txt"
FULL = "llms-full.txt"
_OPTIONAL = "Optional"  # the form gives this heading its meaning: what may be left out


@dataclass(frozen=True)
class Site:
    """What the site says of itself in one language, and the folder of that language, with a slash, below its root."""

    folder: str
    name: str
    description: str


@dataclass(frozen=True)
class Document:
    """Another file for machines: its address and its key in the words of the interface."""

    url: str
    key: str


def llms_txt(site: Site, writer: Writer, documents: Iterable[Document]) -> str:
    """Return the list of all articles by type, each with its Markdown and its summary; `documents` come last."""
    library, language = writer.library, writer.language
    groups = by_type(library.articles.values(), library.types.values(), language, writer.target)
    sections = [(group.label, [_line(one.title, one.url, one.summary) for one in group.entries]) for group in groups]
    others = [_line(one.url.rpartition("/")[2], one.url, word(one.key, language)) for one in documents]
    parts = [f"# {site.name}", f"> {site.description}", word("not_advice", language), word("machine_hint", language)]
    for heading, lines in (*sections, (_OPTIONAL, others)):
        parts += [f"## {heading}", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def llms_full_txt(site: Site, writer: Writer) -> str:
    """Return all articles of the language in order, after the word that they are no legal advice."""
    library, language = writer.library, writer.language
    head = f"# {site.name}\n\n> {site.description}\n\n{word('not_advice', language)}\n"
    articles = [writer.article(article) for article in library.articles.values() if language in article.texts]
    return "\n---\n\n".join((head, *articles))


def _line(title: str, url: str, summary: str) -> str:
    return f"- [{title}]({url}): {summary}"
