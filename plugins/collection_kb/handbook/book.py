"""The handbook of a language as plain values: parts, chapters and endnotes."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin

from collection_kb.citations.pages import ProvisionView, provision_view
from collection_kb.handbook.chapter import Surroundings, citation_id, id_in_book, note_id, rewrite
from collection_kb.knowledge.article import Article
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.listing import Address
from collection_kb.reader.view import ArticleView, article_view

Content = Callable[[str], str]
"""Gives the rendered HTML of the file at `folder/slug.md`; empty when there is none."""


@dataclass(frozen=True)
class Citation:
    """A provision that an article rests on without a link in its text."""

    id: str
    number: int
    note: str
    text: str


@dataclass(frozen=True)
class Chapter:
    """An article in the book."""

    article: ArticleView
    html: str
    further: tuple[Citation, ...]


@dataclass(frozen=True)
class Part:
    """The articles of a type."""

    id: str
    label: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class Back:
    """The place at which an article cites a provision."""

    url: str
    title: str


@dataclass(frozen=True)
class Note:
    """An endnote."""

    id: str
    number: int
    provision: ProvisionView
    cited_at: tuple[Back, ...]


@dataclass(frozen=True)
class Book:
    """The handbook. `date` is the day of the newest review, empty when nothing was reviewed."""

    date: str
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]


def make_book(library: Library, language: Language, address: Address, content: Content) -> Book:
    """Return the book of a language: articles by type in the order of the types, provisions in the order of citing."""
    articles = [article for article in library.articles.values() if language in article.texts]
    slugs = {address(article.type.path(article.slug)): article.slug for article in articles}
    numbers: dict[str, int] = {}

    def number(provision: str) -> int:
        return numbers.setdefault(provision, len(numbers) + 1)

    def chapter(article: Article) -> Chapter:
        path = article.type.path(article.slug)

        def anchor(target: str) -> str:
            url, fragment = urldefrag(urljoin(address(path), target))
            return id_in_book(slugs[url], fragment) if url in slugs else ""

        rewritten = rewrite(content(path), Surroundings(article.slug, anchor, number))
        further = tuple(
            _citation(id_, number(id_), article, library, language)
            for id_ in article.facts.provisions
            if id_ in library.provisions and id_ not in rewritten.cited
        )
        return Chapter(article_view(article, library, language), rewritten.html, further)

    parts = []
    for article_type in library.types.values():
        chapters = tuple(chapter(article) for article in articles if article.type == article_type)
        if chapters:
            parts.append(Part(f"part--{article_type.id}", article_type.plural[language], chapters))
    reviews = [article.facts.reviewed for article in articles if article.facts.reviewed]
    return Book(
        date=max(reviews).isoformat() if reviews else "",
        parts=tuple(parts),
        notes=tuple(_note(id_, numbers[id_], library, language) for id_ in numbers),
    )


def address_in_book(path: str) -> str:
    """Return where the article at `folder/slug.md` stands in the book."""
    return "#" + path.rpartition("/")[2].removesuffix(".md")


def _citation(id_: str, number: int, article: Article, library: Library, language: Language) -> Citation:
    provision = library.provisions[id_]
    text = f"{provision.instrument.short[language]} {provision.article[language]}"
    return Citation(citation_id(article.slug, id_), number, note_id(id_), text)


def _note(id_: str, number: int, library: Library, language: Language) -> Note:
    view = provision_view(library.provisions[id_], library, language, address_in_book, with_citing=True)
    backs = tuple(Back(f"#{citation_id(one.slug, id_)}", one.title) for one in view.cited_by)
    return Note(note_id(id_), number, view, backs)
