"""Judged queries: what an agent types, and which articles answer it how well."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from collection_kb.knowledge.finding import Finding
from collection_kb.knowledge.language import LANGUAGES, Language
from collection_kb.knowledge.record import Record
from collection_kb.knowledge.source import read_source
from collection_kb.knowledge.suggestion import nearest
from collection_kb.knowledge.yaml_text import YamlError, load_yaml

GRADES = (0, 1, 2)
EXACT = 2


@dataclass(frozen=True)
class Query:
    """A query with the grade of every article that answers it: 2 exactly, 1 usefully; all others 0."""

    id: str
    text: str
    language: Language
    kind: str
    intended: str
    grades: Mapping[str, int]


@dataclass(frozen=True)
class QueryFile:
    """The queries of a file, what is wrong with it, and what is odd, each as `path:line: message`."""

    queries: tuple[Query, ...]
    mistakes: tuple[str, ...]
    doubts: tuple[str, ...]


def read_queries(file: Path, slugs: Collection[str]) -> QueryFile:
    """Return the judged queries of a file.

    An article that is not among `slugs` is only a doubt: it counts as an answer that the search did not give, so that
    a set of queries can be put to any state of the content.
    """
    source = read_source(file, str(file))
    if source.findings and not source.text:
        return QueryFile((), _texts(source.findings), ())
    try:
        data = load_yaml(source.text)
    except YamlError as error:
        problem = error.problem.removeprefix("@")
        return QueryFile((), (f"{file}:{error.line}: this is not the YAML of a set of queries: {problem}",), ())
    findings: list[Finding] = list(source.findings)
    mistakes: list[str] = []
    doubts: list[str] = []
    queries: dict[str, Query] = {}
    top = Record(str(file), data, (), findings)
    if not isinstance(data.value, dict):
        return QueryFile((), (f"{file}:1: a set of queries has a list below “queries:”",), ())
    for record in top.inners("queries", required=True):
        query = _read_query(record, mistakes)
        if query.id in queries:
            mistakes.append(f"{file}:{record.line('id')}: the id “{query.id}” stands twice")
        queries[query.id] = query
        for slug in query.grades:
            if slug not in slugs:
                hint = nearest(slug, slugs)
                better = f"; did you mean “{hint}”?" if hint else ""
                doubts.append(f"{file}:{record.line('grades', slug)}: there is no article “{slug}”{better}")
    for key in ("set", "version", "count"):
        top.know(key)
    top.close()
    mistakes = [*_texts(findings), *mistakes]
    if not queries and not mistakes:
        mistakes.append(f"{file}:{top.line('queries')}: there is no query below “queries:”")
    return QueryFile(tuple(queries.values()), tuple(mistakes), tuple(doubts))


def _read_query(record: Record, mistakes: list[str]) -> Query:
    language = record.choice("lang", LANGUAGES)
    query = Query(
        id=record.text("id"),
        text=record.text("query"),
        language=cast("Language", language or LANGUAGES[0]),
        kind=record.text("kind"),
        intended=record.text("intended"),
        grades=_read_grades(record, mistakes),
    )
    if query.grades and query.intended and query.grades.get(query.intended) != EXACT:
        line = record.line("grades")
        mistakes.append(f"{record.path}:{line}: the intended article “{query.intended}” must have grade {EXACT}")
    for key in ("note", "why_hard", "difficulty", "fold"):
        record.know(key)
    record.close()
    return query


def _read_grades(record: Record, mistakes: list[str]) -> dict[str, int]:
    """Return the grades above zero."""
    inner = record.inner("grades")
    value: object = record.data.value
    for step in (*record.position, "grades"):
        known = (isinstance(value, dict) and step in value) or (isinstance(value, list) and isinstance(step, int))
        value = cast("Mapping[str | int, object]", value)[step] if known else None
    if not isinstance(value, dict) or not value:
        mistakes.append(
            f"{record.path}:{record.line('grades')}: “grades” must have a line “article: 2” or “article: 1”"
        )
        return {}
    grades = {}
    for slug, grade in value.items():
        if isinstance(grade, bool) or grade not in GRADES:
            mistakes.append(f"{record.path}:{inner.line(slug)}: the grade of “{slug}” is “{grade}”; it must be 2 or 1")
        elif grade:
            grades[slug] = cast("int", grade)
    return grades


def _texts(findings: Collection[Finding]) -> tuple[str, ...]:
    return tuple(finding.text("en") for finding in sorted(findings))
