"""The library: everything loaded, cross-checked and indexed."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from posixpath import normpath, relpath
from typing import Protocol, TypeVar

from collection_kb.knowledge.article import Article, ArticleFile, Facts, Text, read_article_file
from collection_kb.knowledge.article_type import ArticleType, read_article_type
from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.labelled_text import LabelledText, read_labelled_text
from collection_kb.knowledge.language import LANGUAGES, SOURCE_LANGUAGE, Language
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
from collection_kb.knowledge.lexicon import LexiconTerm, read_lexicon_term
from collection_kb.knowledge.page import Page, read_page
from collection_kb.knowledge.phrases import Phrases, read_phrases
from collection_kb.knowledge.record import Record, entries
from collection_kb.knowledge.red_line import RedLine, Words, read_red_line, read_words
from collection_kb.knowledge.search_cue import SearchCue, read_search_cue
from collection_kb.knowledge.seed_passage import SeedPassage, read_seed_passage
from collection_kb.knowledge.source import read_source
from collection_kb.knowledge.suggestion import nearest
from collection_kb.knowledge.taxonomy import Topic, check_topics, read_topic, successors
from collection_kb.knowledge.vocabulary import Selection, Term, read_selection, read_term
from collection_kb.knowledge.yaml_text import YamlError, YamlText, load_yaml

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DATA_FOLDER = "_data"


class _Entry(Protocol):
    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_Entry)


@dataclass(frozen=True, eq=False)
class Library:
    """The whole knowledge base. Mappings keep the order of the data files; articles are in order of type and slug.

    A library equals itself alone: what was worked out for one can be kept beside it.
    """

    types: Mapping[str, ArticleType]
    stages: Mapping[str, Term]
    risks: Mapping[str, Term]
    placeholders: Mapping[str, Term]
    selections: Mapping[str, Selection]
    roles: Mapping[str, Term]
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
    search_cues: Mapping[str, SearchCue]
    phrases: Mapping[str, Phrases]
    labelled_texts: Mapping[str, LabelledText]
    articles: Mapping[str, Article]
    pages: tuple[Page, ...]
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


def _snapshot(docs: Path) -> tuple[tuple[str, int, int], ...]:
    entries = []
    for file in _files(docs):
        status = file.stat()
        entries.append((str(file), status.st_mtime_ns, status.st_size))
    return tuple(entries)


def _files(docs: Path) -> list[Path]:
    folders = (DATA_FOLDER, *LANGUAGES)
    return sorted(
        file
        for folder in folders
        for suffix in ("yml", "md")
        for file in (docs / folder).rglob(f"*.{suffix}")
        if file.is_file() and not file.is_symlink()
    )


@lru_cache(maxsize=2)
def _load(docs: Path, _snapshot: tuple[tuple[str, int, int], ...]) -> Library:
    data = _Data(docs)
    stages = data.index("stages.yml", read_term)
    risks = data.index("risks.yml", read_term)
    placeholders = data.index("placeholders.yml", read_term)
    selections = data.index("selections.yml", read_selection)
    roles = data.index("roles.yml", read_term)
    types = data.index("article-types.yml", lambda record: read_article_type(record, tuple(stages)))
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
    in_force = [id_ for id_, provision in provisions.items() if provision.instrument.is_in_force]
    red_lines = data.index(
        "red-lines.yml", partial(read_red_line, categories=categories, words=words, provisions=in_force)
    )
    shelf = _Shelf(docs, types, (tuple(stages), tuple(risks) or ("",)))
    library = Library(
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
        data.index("law/versions.yml", read_version),
        words,
        categories,
        red_lines,
        data.index("lexicon.yml", partial(read_lexicon_term, topics=topics)),
        data.index("paths.yml", read_learning_path),
        data.index("seed-passages.yml", read_seed_passage),
        data.index("search-cues.yml", partial(read_search_cue, types=types)),
        phrases,
        labelled_texts,
        shelf.articles(),
        tuple(shelf.pages),
        findings=(),
    )
    _check_instruments(library, data)
    _check_selections(library, data, shelf)
    _check_words(library, data, shelf)
    _check_learning_paths(library, data, shelf)
    _check_seed_passages(library, data, shelf)
    _check_phrases(library, data, shelf)
    findings = [*data.findings, *shelf.findings, *_check_articles(library, shelf)]
    return replace(library, findings=tuple(sorted(set(findings))))


@lru_cache(maxsize=64)
def _parsed(text: str) -> YamlText:
    """Return a data file's YAML: most data files are the same at every load of a preview."""
    return load_yaml(text)


class _Data:
    """Reads the data files."""

    def __init__(self, docs: Path) -> None:
        self._docs = docs
        self.findings: list[Finding] = []
        self.records: dict[tuple[str, str], Record] = {}

    def index(
        self, name: str, read: Callable[[Record], _T | None], *, into: dict[str, _T] | None = None
    ) -> dict[str, _T]:
        """Return the entries of a data file by id, in the order of the file."""
        result: dict[str, _T] = {} if into is None else into
        path = f"{self._docs.name}/{DATA_FOLDER}/{name}"
        for record in self._read(name, path):
            entry = read(record)
            if entry is None:
                continue
            if entry.id in result:
                record.report("KB061", "id", value=entry.id)
            elif entry.id:
                result[entry.id] = entry
                self.records[name, entry.id] = record
        return result

    def names(self, folder: str) -> list[str]:
        """Return the data files of a folder."""
        root = self._docs / DATA_FOLDER
        return sorted(
            file.relative_to(root).as_posix() for file in (root / folder).glob("*.yml") if not file.is_symlink()
        )

    def _read(self, name: str, path: str) -> list[Record]:
        file = self._docs / DATA_FOLDER / name
        if not file.is_file():
            self.findings.append(found(path, 1, "KB062", value=name))
            return []
        source = read_source(file, path)
        self.findings.extend(source.findings)
        try:
            data = _parsed(source.text)
        except YamlError as error:
            self.findings.append(found(path, error.line, "KB060", problem=error.problem))
            return []
        return entries(path, data, self.findings) if source.text else []


class _Shelf:
    """Reads the article files and puts the languages of an article together."""

    def __init__(
        self, docs: Path, types: Mapping[str, ArticleType], vocabulary: tuple[tuple[str, ...], tuple[str, ...]]
    ) -> None:
        self._docs = docs
        self._types = {article_type.folder: article_type for article_type in types.values()}
        self._vocabulary = vocabulary
        self.findings: list[Finding] = []
        self.files: dict[str, dict[Language, ArticleFile]] = defaultdict(dict)
        self.types: dict[str, ArticleType] = {}
        self.paths: dict[tuple[str, Language], str] = {}
        self.places: set[str] = set()
        self.pages: list[Page] = []
        for language in LANGUAGES:
            for file in sorted((docs / language).rglob("*.md"), key=self._lonely):
                if file.is_file() and not file.is_symlink():
                    self._read(file, language)

    def _lonely(self, file: Path) -> tuple[bool, str]:
        """Sort files with a counterpart first: of two files with one name, the one without is the intruder."""
        language, *rest = file.relative_to(self._docs).parts
        counterparts = [self._docs.joinpath(other, *rest) for other in LANGUAGES if other != language]
        return not any(counterpart.exists() for counterpart in counterparts), str(file)

    def _read(self, file: Path, language: Language) -> None:
        relative = file.relative_to(self._docs / language)
        path = f"{self._docs.name}/{language}/{relative.as_posix()}"
        folder = relative.parent.as_posix()
        if folder == "." and (folder not in self._types or self._types[folder].id != file.stem):
            self.places.add(relative.as_posix())
            page = read_page(file, path, language, self.findings)
            if page:
                self.pages.append(page)
            return
        if folder not in self._types:
            self.findings.append(
                found(
                    path,
                    1,
                    "KB009",
                    value=folder,
                    folder=folder,
                    hint=nearest(folder, self._types),
                    allowed=tuple(self._types),
                )
            )
            return
        slug = file.stem
        if not SLUG.fullmatch(slug):
            self.findings.append(found(path, 1, "KB008"))
            return
        if (slug, language) in self.paths:
            self.findings.append(found(path, 1, "KB032", other=self.paths[slug, language]))
            return
        article_type = self._types[folder]
        article_file = read_article_file(file, path, language, article_type, self._vocabulary)
        self.findings.extend(article_file.findings)
        self.paths[slug, language] = path
        self.places.add(relative.as_posix())
        self.files[slug][language] = article_file
        self.types.setdefault(slug, article_type)

    def articles(self) -> dict[str, Article]:
        """Return the articles whose Chinese file can be read."""
        order = list(self._types.values())
        articles = {}
        for slug in sorted(self.files, key=lambda slug: (order.index(self.types[slug]), slug)):
            files = self.files[slug]
            source = files.get(SOURCE_LANGUAGE)
            if source and source.text and source.facts:
                texts = {language: file.text for language, file in files.items() if file.text}
                articles[slug] = Article(slug, self.types[slug], source.facts, texts)
        return articles


def _check_instruments(library: Library, data: _Data) -> None:
    for instrument in library.instruments.values():
        target = instrument.replaced_by
        if target and target not in library.instruments:
            record = data.records["law/instruments.yml", instrument.id]
            hint = nearest(target, library.instruments)
            record.report("KB063", "replaced_by", key="replaced_by", value=target, hint=hint)


def _check_selections(library: Library, data: _Data, shelf: _Shelf) -> None:
    for selection in library.selections.values():
        record = data.records["selections.yml", selection.id]
        for index, slug in enumerate(selection.articles):
            if slug not in shelf.files:
                hint = nearest(slug, shelf.files)
                record.report("KB063", "articles", index, key=selection.id, value=slug, hint=hint)


def _check_words(library: Library, data: _Data, shelf: _Shelf) -> None:
    owners: dict[tuple[str, str], str] = {}
    for term in library.lexicon.values():
        record = data.records["lexicon.yml", term.id]
        if term.article not in shelf.files:
            hint = nearest(term.article, shelf.files)
            record.report("KB063", "article", key="article", value=term.article, hint=hint)
        for language in LANGUAGES:
            for word in dict.fromkeys(word.lower() for word in term.words(language)):
                other = owners.setdefault((language, word), term.id)
                if other != term.id:
                    record.report("KB057", "labels", language, value=word, other=other)


def _check_learning_paths(library: Library, data: _Data, shelf: _Shelf) -> None:
    for path in library.learning_paths.values():
        record = data.records["paths.yml", path.id]
        for index, step in enumerate(path.steps):
            if step.article not in shelf.files:
                hint = nearest(step.article, shelf.files)
                record.report("KB063", "steps", index, "article", key="article", value=step.article, hint=hint)
        for index, question in enumerate(path.questions):
            article = library.articles.get(question.article)
            if question.article not in shelf.files:
                hint = nearest(question.article, shelf.files)
                record.report(
                    "KB063", "questions", index, "proof", "article", key="article", value=question.article, hint=hint
                )
            elif article and question.section not in article.section_ids():
                ids = article.section_ids()
                hint = nearest(question.section, ids)
                record.report(
                    "KB063",
                    "questions",
                    index,
                    "proof",
                    "section",
                    key="section",
                    value=question.section,
                    hint=hint,
                    allowed=ids,
                )


def _check_seed_passages(library: Library, data: _Data, shelf: _Shelf) -> None:
    all_read = len(library.articles) == len(shelf.files)
    used = {passage for article in library.articles.values() for passage in article.facts.seed}
    for passage in library.seed_passages.values():
        record = data.records["seed-passages.yml", passage.id]
        if all_read and passage.id not in used:
            record.report("KB058", "id", value=passage.id)
        for index, id_ in enumerate(passage.provisions):
            if id_ not in library.provisions:
                hint = nearest(id_, library.provisions)
                record.report("KB063", "provisions", index, key="provisions", value=id_, hint=hint)


def _check_phrases(library: Library, data: _Data, shelf: _Shelf) -> None:
    for name in data.names("phrases"):
        for id_ in library.phrases:
            record = data.records.get((name, id_))
            if record and id_ not in shelf.files:
                record.report("KB063", "id", key="id", value=id_, hint=nearest(id_, shelf.files))


def _check_articles(library: Library, shelf: _Shelf) -> Iterator[Finding]:
    for slug, files in shelf.files.items():
        yield from _check_pair(slug, files, shelf)
    for article in library.articles.values():
        yield from _check_facts(article, article.facts, library, shelf)
        for text in article.texts.values():
            yield from _check_text(article, text, library, shelf)
    for page in library.pages:
        yield from _check_links(page, "", library, shelf)


def _check_pair(slug: str, files: Mapping[Language, ArticleFile], shelf: _Shelf) -> Iterator[Finding]:
    for language, rule in (("en", "KB030"), ("zh", "KB031")):
        if language not in files:
            (other,) = files
            path = shelf.paths[slug, other]
            yield found(path, 1, rule, expected=path.replace(f"/{other}/", f"/{language}/", 1))


def _check_facts(article: Article, facts: Facts, library: Library, shelf: _Shelf) -> Iterator[Finding]:
    text = article.texts[SOURCE_LANGUAGE]
    if article.type.rests_on_law and not facts.provisions:
        yield found(text.path, text.line("provisions"), "KB025")
    renamed = successors(library.topics.values())
    checks: tuple[tuple[str, str, Iterable[str], Iterable[str]], ...] = (
        ("topics", "KB020", facts.topics or (), library.topics),
        ("provisions", "KB021", facts.provisions, library.provisions),
        ("owner", "KB022", (facts.owner,) if facts.owner else (), library.roles),
        ("related", "KB023", facts.related, shelf.files),
        ("seed", "KB059", facts.seed, library.seed_passages),
    )
    for key, rule, values, known in checks:
        allowed = tuple(known) if key in {"topics", "owner"} else ()
        for index, value in enumerate(values):
            line = text.line(key, index)
            if key == "topics" and value in renamed:
                yield found(text.path, line, "KB026", value=value, successor=renamed[value])
            elif value not in known:
                yield found(text.path, line, rule, value=value, hint=nearest(value, known), allowed=allowed)


def _check_text(article: Article, text: Text, library: Library, shelf: _Shelf) -> Iterator[Finding]:
    meant = {nearest(id_, library.provisions) for id_ in article.facts.provisions if id_ not in library.provisions}
    yield from _check_links(text, "" if article.type.folder == "." else article.type.folder, library, shelf)
    for citation in text.citations():
        known = citation.target in library.provisions and citation.target not in meant
        if known and citation.target not in article.facts.provisions:
            yield found(text.path, citation.line, "KB024", value=citation.target)


def _check_links(text: Text | Page, folder: str, library: Library, shelf: _Shelf) -> Iterator[Finding]:
    for citation in text.citations():
        if citation.target not in library.provisions:
            hint = nearest(citation.target, library.provisions)
            yield found(text.path, citation.line, "KB021", value=citation.target, hint=hint)
    for link in text.links():
        target = link.target.partition("#")[0]
        if target.endswith(".md") and ":" not in target:
            path = normpath(f"{folder}/{target}" if folder else target)
            if path not in shelf.places:
                hint = nearest(path, shelf.places)
                yield found(
                    text.path, link.line, "KB050", value=link.target, hint=hint and relpath(hint, folder or ".")
                )
