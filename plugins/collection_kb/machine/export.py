"""The content as files for other systems, without a site: the data, and each article where its author put it."""

from collections.abc import Iterator
from functools import partial
from posixpath import dirname, relpath

from collection_kb.knowledge.language import LANGUAGES, SOURCE_LANGUAGE, Language
from collection_kb.knowledge.library import Library
from collection_kb.machine import articles, law
from collection_kb.machine.markdown import Writer, references
from collection_kb.review.export import export as review_json
from collection_kb.topics import export as topics
from collection_kb.topics.related import Neighbourhood
from collection_kb.topics.tagging import TagsOf


def exported(library: Library, tags: TagsOf) -> Iterator[tuple[str, str]]:
    """Yield path and content of each file; the data give addresses as the site has them."""
    addresses = {language: partial(_site_url, language) for language in LANGUAGES}
    yield articles.PATH, articles.articles_json(Neighbourhood(library, tags), addresses)
    yield law.PATH, law.law_json(library, addresses)
    yield topics.PATH, topics.topics_json(library, tags)
    yield "review.json", review_json(library)
    for language in LANGUAGES:
        written = {
            article.type.path(article.slug): article
            for article in library.articles.values()
            if language in article.texts
        }
        lines = references(library, language)
        for path, article in written.items():
            writer = Writer(library, language, lines, partial(_beside, frozenset(written), dirname(path)))
            yield f"{language}/{path}", writer.page(article)


def _site_url(language: Language, path: str) -> str:
    return ("" if language == SOURCE_LANGUAGE else f"{language}/") + f"{path.removesuffix('.md')}/"


def _beside(written: frozenset[str], folder: str, path: str) -> str:
    return relpath(path, folder or ".") if path in written else ""
