"""The library: everything loaded and indexed. What is wrong between files is found by `lint/rules`."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path

from collection_kb.knowledge.article import Article
from collection_kb.knowledge.article_type import ArticleType, read_article_type
from collection_kb.knowledge.data_files import DataFiles
from collection_kb.knowledge.finding import Finding, Setting
from collection_kb.knowledge.labelled_text import LabelledText, read_labelled_text
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.law import (
    Area,
    Instrument,
    Provision,
    Version,
    read_area,
    read_instrument,
    read_provision,
    read_version,
)
from collection_kb.knowledge.learning_path import LearningPath, read_learning_path
from collection_kb.knowledge.levels import FILE as LEVELS
from collection_kb.knowledge.levels import read_levels
from collection_kb.knowledge.lexicon import LexiconTerm, read_lexicon_term
from collection_kb.knowledge.page import Page
from collection_kb.knowledge.phrases import Phrases, read_phrases
from collection_kb.knowledge.record import Spot
from collection_kb.knowledge.red_line import RedLine, Words, read_red_line, read_words
from collection_kb.knowledge.redirect import Redirect, read_redirect
from collection_kb.knowledge.search_cue import SearchCue, read_search_cue
from collection_kb.knowledge.seed_passage import SeedPassage, read_seed_passage
from collection_kb.knowledge.shelf import Shelf
from collection_kb.knowledge.source import Source
from collection_kb.knowledge.taxonomy import Topic, check_topics, read_topic, successors
from collection_kb.knowledge.vocabulary import Role, Selection, Term, read_role, read_selection, read_term


@dataclass(frozen=True, eq=False)
class Library:
    """The whole knowledge base. Mappings keep the order of the data files; articles are in order of type and slug.

    `levels` are those that `lint.yml` sets. `spots` tells by file and id where an entry of the data stands.
    `article_files` holds the paths of every article by slug and language, those that cannot be read as well; `places`
    are all files of articles and pages, below the folder of a language; `files` are all files below the content folder.
    `findings` are what reading found, at the levels of the catalogue. A library equals itself alone: what was worked
    out for one can be kept beside it.
    """

    types: Mapping[str, ArticleType]
    stages: Mapping[str, Term]
    risks: Mapping[str, Term]
    placeholders: Mapping[str, Term]
    selections: Mapping[str, Selection]
    roles: Mapping[str, Role]
    topics: Mapping[str, Topic]
    areas: Mapping[str, Area]
    instruments: Mapping[str, Instrument]
    provisions: Mapping[str, Provision]
    versions: Mapping[str, Version]
    red_line_words: Mapping[str, Words]
    red_line_categories: Mapping[str, Term]
    red_lines: Mapping[str, RedLine]
    lexicon: Mapping[str, LexiconTerm]
    learning_paths: Mapping[str, LearningPath]
    seed_passages: Mapping[str, SeedPassage]
    redirects: Mapping[str, Redirect]
    search_cues: Mapping[str, SearchCue]
    phrases: Mapping[str, Phrases]
    labelled_texts: Mapping[str, LabelledText]
    articles: Mapping[str, Article]
    pages: tuple[Page, ...]
    levels: Mapping[str, Setting]
    spots: Mapping[tuple[str, str], Spot]
    article_files: Mapping[str, Mapping[Language, str]]
    places: frozenset[str]
    files: frozenset[str]
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]

    def selection(self, id_: str) -> tuple[Article, ...]:
        """Return the articles of a selection that can be read; none when there is no such selection."""
        chosen = self.selections[id_].articles if id_ in self.selections else ()
        return tuple(self.articles[slug] for slug in chosen if slug in self.articles)

    def declared_topics(self, article: Article) -> tuple[str, ...] | None:
        """Return the topics that the author declared, under their present ids; None when they are to be inferred."""
        if article.facts.topics is None:
            return None
        renamed = successors(self.topics.values())
        present = (renamed.get(topic, topic) for topic in article.facts.topics)
        return tuple(dict.fromkeys(topic for topic in present if topic in self.topics))

    def citing(self, provision: str) -> tuple[Article, ...]:
        """Return the articles that rest on a provision."""
        return tuple(self._citing.get(provision, ()))

    @cached_property
    def _citing(self) -> Mapping[str, list[Article]]:
        citing: dict[str, list[Article]] = defaultdict(list)
        for article in self.articles.values():
            for id_ in article.facts.provisions:
                citing[id_].append(article)
        return citing


def load_library(docs: Path) -> Library:
    """Return the library below the folder `docs`; the same object as long as no file below it changes."""
    return _load(docs, _snapshot(docs))


_Snapshot = tuple[tuple[str, int, int], ...]


def _snapshot(docs: Path) -> _Snapshot:
    entries = []
    for file in sorted(docs.rglob("*")):
        if file.is_file() and not file.is_symlink():
            status = file.stat()
            entries.append((file.relative_to(docs).as_posix(), status.st_mtime_ns, status.st_size))
    return tuple(entries)


@lru_cache(maxsize=2)
def _load(docs: Path, snapshot: _Snapshot) -> Library:
    files = frozenset(name for name, _, _ in snapshot)
    data = DataFiles(docs)
    stages = data.index("stages.yml", read_term)
    risks = data.index("risks.yml", read_term)
    placeholders = data.index("placeholders.yml", read_term)
    selections = data.index("selections.yml", read_selection)
    roles = data.index("roles.yml", read_role)
    types = data.index("article-types.yml", lambda record: read_article_type(record, tuple(stages), tuple(roles)))
    topics = data.index("topics.yml", lambda record: read_topic(record, tuple(roles)))
    topics = dict(sorted(topics.items(), key=lambda item: item[1].order))
    check_topics(topics, {id_: data.records["topics.yml", id_] for id_ in topics})
    labelled_texts: dict[str, LabelledText] = {}
    for name in data.names("topic-examples"):
        read = partial(read_labelled_text, topics=topics, renamed=successors(topics.values()))
        data.index(name, read, into=labelled_texts)
    phrases: dict[str, Phrases] = {}
    for name in data.names("phrases"):
        data.index(name, read_phrases, into=phrases)
    areas = data.index("law/areas.yml", read_area)
    instruments = data.index("law/instruments.yml", read_instrument)
    provisions: dict[str, Provision] = {}
    for area in areas:
        data.index(
            f"law/provisions/{area}.yml",
            partial(read_provision, area=area, instruments=instruments),
            into=provisions,
        )
    words = data.index("red-line-words.yml", read_words)
    categories = data.index("red-line-categories.yml", read_term)
    red_lines = data.index("red-lines.yml", partial(read_red_line, categories=categories, words=words))
    settings = data.mapping(LEVELS)
    levels = read_levels(settings) if settings else {}
    shelf = Shelf(docs, types, (tuple(stages), tuple(risks)))
    versions = data.index("law/versions.yml", read_version)
    lexicon = data.index("lexicon.yml", read_lexicon_term)
    learning_paths = data.index("paths.yml", read_learning_path)
    seed_passages = data.index("seed-passages.yml", read_seed_passage)
    redirects = data.index("redirects.yml", read_redirect)
    search_cues = data.index("search-cues.yml", partial(read_search_cue, types=types))
    return Library(
        types,
        stages,
        risks,
        placeholders,
        selections,
        roles,
        topics,
        areas,
        instruments,
        provisions,
        versions,
        words,
        categories,
        red_lines,
        lexicon,
        learning_paths,
        seed_passages,
        redirects,
        search_cues,
        phrases,
        labelled_texts,
        shelf.articles(),
        tuple(shelf.pages),
        levels,
        data.spots(),
        shelf.paths_of_articles(),
        frozenset(shelf.places),
        files,
        (*data.sources, *shelf.sources),
        tuple(sorted({*data.findings, *data.unread(files), *shelf.findings})),
    )
