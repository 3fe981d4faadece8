"""The content as files for other systems: the data, and for each language a folder that a site generator can build."""

from collections.abc import Iterator
from functools import partial
from posixpath import dirname, relpath

import yaml

from collection_kb.citations.pages import LAW, area_path
from collection_kb.knowledge.article import Article
from collection_kb.knowledge.language import LANGUAGES, SOURCE_LANGUAGE, Language
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.page import Page
from collection_kb.machine import articles, law
from collection_kb.machine.contents import Contents
from collection_kb.machine.generator import Navigation, configuration, configuration_path
from collection_kb.machine.markdown import Writer, references
from collection_kb.machine.words import word
from collection_kb.reader.view import HOME
from collection_kb.review.export import export as review_json
from collection_kb.topics import export as topics
from collection_kb.topics.pages import INDEX, path_of
from collection_kb.topics.related import Neighbourhood
from collection_kb.topics.tagging import TagsOf


def exported(library: Library, tags: TagsOf) -> Iterator[tuple[str, str]]:
    """Yield path and content of each file; the data give addresses as the site has them."""
    neighbourhood = Neighbourhood(library, tags)
    addresses = {language: partial(_site_url, language) for language in LANGUAGES}
    yield articles.PATH, articles.articles_json(neighbourhood, addresses)
    yield law.PATH, law.law_json(library, addresses)
    yield topics.PATH, topics.topics_json(library, tags)
    yield "review.json", review_json(library)
    for language in LANGUAGES:
        folder = _Folder(neighbourhood, language)
        yield configuration_path(language), configuration(language, folder.title, folder.sections())
        for path, content in folder.files():
            yield f"{language}/{path}", content


class _Folder:
    """All pages of a language, each where the site has it."""

    def __init__(self, neighbourhood: Neighbourhood, language: Language) -> None:
        self._neighbourhood, self._language = neighbourhood, language
        library = neighbourhood.library
        self._articles: dict[str, Article] = {
            article.type.path(article.slug): article
            for article in library.articles.values()
            if language in article.texts
        }
        pages: dict[str, Page] = {page.name: page for page in library.pages if page.language == language}
        self.title = pages[HOME].title if HOME in pages else word("home", language)
        self._pages = {name: page for name, page in pages.items() if name != HOME}
        self._topics = {path_of(topic.id): topic for topic in library.topics.values()}
        self._areas = {area_path(area.id): area for area in library.areas.values()}
        self._known = frozenset((HOME, *self._articles, *self._pages, INDEX, *self._topics, LAW, *self._areas))

    def sections(self) -> Navigation:
        """Return the files by type, then the topics and the law."""
        types = self._neighbourhood.library.types.values()
        return {
            word("home", self._language): HOME,
            **{
                type_.plural[self._language]: [path for path, one in self._articles.items() if one.type == type_]
                for type_ in types
            },
            word("topics", self._language): (INDEX, *self._topics),
            word("law", self._language): (LAW, *self._pages, *self._areas),
        }

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield path and content of each page."""
        yield HOME, self._contents(HOME).home(self.title)
        library = self._neighbourhood.library
        writer = partial(Writer, library, self._language, references(library, self._language))
        for path, article in self._articles.items():
            yield path, self._article(writer(self._from(path)), article)
        for path, page in self._pages.items():
            yield path, writer(self._from(path)).written(page)
        yield INDEX, self._contents(INDEX).topics()
        for path, topic in self._topics.items():
            yield path, self._contents(path).topic(topic)
        yield LAW, self._contents(LAW).law()
        for path, area in self._areas.items():
            yield path, self._contents(path).area(area)

    def _article(self, writer: Writer, article: Article) -> str:
        library, tags = writer.library, self._neighbourhood.tags[article.slug].topics
        labels = [library.topics[id_].labels[self._language] for id_ in tags]
        front = {"description": article.texts[self._language].summary, "tags": labels}
        head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=float("inf"))
        links = [f"[{label}]({writer.target(path_of(id_))})" for label, id_ in zip(labels, tags, strict=True)]
        more = f"{word('topics', self._language)} · {' · '.join(links)}" if links else ""
        return f"---\n{head}---\n\n{writer.page(article, more)}"

    def _contents(self, path: str) -> Contents:
        return Contents(self._neighbourhood, self._language, self._from(path))

    def _from(self, path: str) -> partial[str]:
        return partial(_beside, self._known, dirname(path))


def _site_url(language: Language, path: str) -> str:
    return ("" if language == SOURCE_LANGUAGE else f"{language}/") + f"{path.removesuffix('.md')}/"


def _beside(known: frozenset[str], folder: str, path: str) -> str:
    return relpath(path, folder or ".") if path in known else ""
