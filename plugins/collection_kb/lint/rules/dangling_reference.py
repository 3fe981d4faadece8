"""KB063: an entry of a data file points to something that does not exist."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.suggestion import nearest


@dataclass(frozen=True)
class _Reference:
    """A value of an entry, below these keys, that should be among the known ones; `key` is how the message calls it."""

    entry: str
    keys: tuple[str | int, ...]
    key: str
    value: str
    known: Collection[str]
    show: bool = False


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each reference."""
    for file, references in _references(library):
        for one in references:
            if one.value and one.known and one.value not in one.known:  # nothing known: that file cannot be read
                spot = library.spots[file, one.entry]
                yield found(
                    spot.path,
                    spot.line(*one.keys),
                    "KB063",
                    key=one.key,
                    value=one.value,
                    hint=nearest(one.value, one.known),
                    allowed=tuple(one.known) if one.show else (),
                )


def _references(library: Library) -> Iterator[tuple[str, Iterator[_Reference]]]:
    yield "law/instruments.yml", _of_instruments(library)
    yield "selections.yml", _of_selections(library)
    yield "lexicon.yml", _of_terms(library)
    yield "seed-passages.yml", _of_passages(library)
    yield "red-lines.yml", _of_red_lines(library)
    yield "paths.yml", _of_paths(library)
    for file, slug in library.spots:
        if file.startswith("phrases/"):
            yield file, iter([_Reference(slug, ("id",), "id", slug, library.article_files)])


def _of_instruments(library: Library) -> Iterator[_Reference]:
    for one in library.instruments.values():
        if one.replaced_by:
            yield _Reference(one.id, ("replaced_by",), "replaced_by", one.replaced_by, library.instruments)


def _of_selections(library: Library) -> Iterator[_Reference]:
    for one in library.selections.values():
        for index, slug in enumerate(one.articles):
            yield _Reference(one.id, ("articles", index), one.id, slug, library.article_files)


def _of_terms(library: Library) -> Iterator[_Reference]:
    for one in library.lexicon.values():
        yield _Reference(one.id, ("article",), "article", one.article, library.article_files)
        for index, topic in enumerate(one.topics):
            yield _Reference(one.id, ("topics", index), "topics", topic, library.topics)


def _of_passages(library: Library) -> Iterator[_Reference]:
    for one in library.seed_passages.values():
        for index, id_ in enumerate(one.provisions):
            yield _Reference(one.id, ("provisions", index), "provisions", id_, library.provisions)


def _of_red_lines(library: Library) -> Iterator[_Reference]:
    in_force = [id_ for id_, provision in library.provisions.items() if provision.instrument.is_in_force]
    for one in library.red_lines.values():
        for index, id_ in enumerate(one.provisions):
            yield _Reference(one.id, ("provisions", index), "provisions", id_, in_force)


def _of_paths(library: Library) -> Iterator[_Reference]:
    for one in library.learning_paths.values():
        for index, step in enumerate(one.steps):
            yield _Reference(one.id, ("steps", index, "article"), "article", step.article, library.article_files)
        for index, question in enumerate(one.questions):
            proof = ("questions", index, "proof")
            yield _Reference(one.id, (*proof, "article"), "article", question.article, library.article_files)
            article = library.articles.get(question.article)
            if article:
                sections = article.section_ids()
                yield _Reference(one.id, (*proof, "section"), "section", question.section, sections, show=True)
