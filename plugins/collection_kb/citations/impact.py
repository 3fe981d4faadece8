"""What rests on a provision: the question a compliance reviewer asks when a rule changes."""

from collections.abc import Iterator
from dataclasses import dataclass

from collection_kb.knowledge.article import Article, Text
from collection_kb.knowledge.body import citations, links
from collection_kb.knowledge.language import SOURCE_LANGUAGE, Language
from collection_kb.knowledge.library import Library


@dataclass(frozen=True)
class Place:
    """A place that rests on a provision. `section` is its heading; empty for the list in the front matter.

    `article` is a slug; for a page that is no article, its file name.
    """

    article: str
    language: Language
    section: str
    provision: str
    path: str
    line: int


def impact(id_: str, library: Library) -> list[Place]:
    """Return every place that rests on the provision, or on any provision of the instrument, called `id_`."""
    wanted = {
        provision.id for provision in library.provisions.values() if id_ in {provision.id, provision.instrument.id}
    }
    places = [place for article in library.articles.values() for place in _of_article(article, wanted)]
    for page in library.pages:
        for section in page.sections:
            places += [
                Place(page.name, page.language, section.heading.text, link.target, page.path, link.line)
                for link in citations(links((section,)))
                if link.target in wanted
            ]
    return places


def _of_article(article: Article, wanted: set[str]) -> Iterator[Place]:
    for language, text in article.texts.items():
        if language == SOURCE_LANGUAGE:
            yield from _declared(article, text, wanted)
        for section in text.sections:
            for link in citations(links((section,))):
                if link.target in wanted:
                    yield Place(article.slug, language, section.heading.text, link.target, text.path, link.line)


def _declared(article: Article, text: Text, wanted: set[str]) -> Iterator[Place]:
    for index, id_ in enumerate(article.facts.provisions):
        if id_ in wanted:
            yield Place(article.slug, text.language, "", id_, text.path, text.line("provisions", index))
