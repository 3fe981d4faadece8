"""The article: facts that hold in every language, and a text in each."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from collection_kb.knowledge.article_type import ArticleType, SectionType
from collection_kb.knowledge.body import LAW_SCHEME, Link, Section, Spoken, links, read_sections
from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.language import SOURCE_LANGUAGE, Language
from collection_kb.knowledge.record import Record
from collection_kb.knowledge.source import read_source, split_page
from collection_kb.knowledge.suggestion import nearest
from collection_kb.knowledge.yaml_text import YamlError, YamlText, load_yaml

SUMMARY_LIMIT: Mapping[Language, int] = {"zh": 60, "en": 160}
"""Characters: what fits one line below the title."""

TOPIC_LIMIT = 3
TICK_LIMIT = 10
"""More than ten ticks are not read while the phone rings."""

FACT_KEYS = (
    "topics",
    "stage",
    "risk",
    "provisions",
    "owner",
    "reviewed",
    "review_every",
    "related",
    "seed",
)
"""Keys of the Chinese file that the English one does not repeat."""


@dataclass(frozen=True)
class Facts:
    """What is the same in every language. `topics` is None when the author left them to be inferred."""

    topics: tuple[str, ...] | None
    stage: str
    risk: str
    provisions: tuple[str, ...]
    owner: str
    reviewed: dt.date | None
    review_every: int | None
    related: tuple[str, ...]
    seed: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """An article in one language. `path` is the file as shown in findings; `front` remembers the lines of its keys."""

    language: Language
    path: str
    title: str
    summary: str
    aliases: tuple[str, ...]
    translation_of: str
    body: str
    sections: tuple[Section, ...]
    front: YamlText

    def line(self, *keys: str | int) -> int:
        """Return the line on which a key of the front matter stands."""
        return self.front.line(keys)

    def links(self) -> Iterator[Link]:
        """Yield the links of the body."""
        return links(self.sections)

    def citations(self) -> Iterator[Link]:
        """Yield the legal references of the body; the target is the provision's id."""
        for link in self.links():
            if link.target.startswith(LAW_SCHEME):
                yield Link(link.text, link.target.removeprefix(LAW_SCHEME), link.line)

    def spoken(self) -> list[Spoken]:
        """Return all words to be spoken, in order."""
        return [line for section in self.sections for line in section.spoken()]


@dataclass(frozen=True)
class Article:
    """An article is its slug; its texts are its translations."""

    slug: str
    type: ArticleType
    facts: Facts
    texts: Mapping[Language, Text]

    @property
    def stage(self) -> str:
        """Return the moment of use."""
        return self.facts.stage or self.type.stage

    @property
    def review_every(self) -> int | None:
        """Return the days between two checks; None never expires."""
        return self.facts.review_every or self.type.review_every


@dataclass(frozen=True)
class ArticleFile:
    """What one file says: its text, the facts if it is the Chinese one, and what is wrong with it."""

    text: Text | None
    facts: Facts | None
    findings: tuple[Finding, ...]


def read_article_file(
    file: Path,
    path: str,
    language: Language,
    article_type: ArticleType,
    vocabulary: tuple[tuple[str, ...], tuple[str, ...]],
) -> ArticleFile:
    """Return an article file, read and checked by itself; `text` is None when its front matter cannot be read.

    `vocabulary` holds the ids of stages and of risks. What the ids point to is checked by the library.
    """
    source = read_source(file, path)
    findings = list(source.findings)
    if not source.text:
        return ArticleFile(None, None, tuple(findings or [found(path, 1, "KB005")]))
    page = split_page(source.text)
    if page.front is None:
        return ArticleFile(None, None, (*findings, found(path, 1, "KB005")))
    try:
        front = load_yaml(page.front, page.front_line)
    except YamlError as error:
        return ArticleFile(None, None, (*findings, found(path, error.line, "KB006", problem=error.problem)))
    if not isinstance(front.value, dict):
        return ArticleFile(None, None, (*findings, found(path, page.front_line, "KB006", problem="@mapping")))
    record = Record(path, front, (), findings)
    sections = read_sections(page.body, page.body_line)
    text = _read_text(record, language, page.body, sections, front)
    facts = _read_facts(record, vocabulary) if language == SOURCE_LANGUAGE else None
    if facts is None:
        _refuse_facts(record)
    record.close()
    findings.extend(_check_sections(path, sections, article_type, language))
    return ArticleFile(text, facts, tuple(findings))


def _read_text(record: Record, language: Language, body: str, sections: tuple[Section, ...], front: YamlText) -> Text:
    summary = record.text("summary")
    if len(summary) > SUMMARY_LIMIT[language]:
        record.report("KB017", "summary", length=len(summary), limit=SUMMARY_LIMIT[language])
    return Text(
        language=language,
        path=record.path,
        title=record.text("title"),
        summary=summary,
        aliases=record.texts("aliases"),
        translation_of="" if language == SOURCE_LANGUAGE else record.text("translation_of", required=False),
        body=body,
        sections=sections,
        front=front,
    )


def _read_facts(record: Record, vocabulary: tuple[tuple[str, ...], tuple[str, ...]]) -> Facts:
    stages, risks = vocabulary
    topics = record.texts("topics") if record.has("topics") else None
    if topics is None:
        record.texts("topics")  # a key without a value is reported like any other
    elif len(topics) > TOPIC_LIMIT:
        record.report("KB018", "topics", key="topics", limit=TOPIC_LIMIT, count=len(topics))
    reviewed = record.date("reviewed")
    return Facts(
        topics=topics,
        stage=record.choice("stage", stages, default=" ").strip(),
        risk=record.choice("risk", risks, default=risks[0]),
        provisions=record.texts("provisions"),
        owner=record.text("owner"),
        reviewed=reviewed,
        review_every=record.number("review_every"),
        related=record.texts("related"),
        seed=record.texts("seed"),
    )


def _refuse_facts(record: Record) -> None:
    for key in FACT_KEYS:
        if record.has(key):
            record.report("KB016", key, key=key)
        record.know(key)


def _check_sections(
    path: str, sections: tuple[Section, ...], article_type: ArticleType, language: Language
) -> Iterator[Finding]:
    order = [section.labels[language] for section in article_type.sections]
    seen: dict[str, Section] = {}
    latest = -1
    for number, section in enumerate(sections):
        heading = section.heading
        if heading.level == 1:
            yield found(path, heading.line, "KB045")
        if heading.level != 2:
            continue
        if heading.text not in order:
            hint = nearest(heading.text, order)
            yield found(path, heading.line, "KB040", value=heading.text, hint=hint, allowed=tuple(order))
            seen.setdefault(hint, section)
            continue
        if heading.text in seen:
            yield found(path, heading.line, "KB043", value=heading.text)
            continue
        seen[heading.text] = section
        position = order.index(heading.text)
        if position < latest:
            yield found(path, heading.line, "KB042", value=heading.text, before=order[latest])
        latest = max(latest, position)
        below = _below(sections, number)
        if all(part.is_empty for part in below):
            yield found(path, heading.line, "KB044", value=heading.text)
        section_type = article_type.sections[position]
        yield from _check_parts(path, below, section_type, language)
        yield from _check_content(path, below, section_type)
    for position, section_type in enumerate(article_type.sections):
        label = section_type.labels[language]
        if section_type.required and label not in seen:
            following = [seen[after] for after in order[position:] if after in seen]
            yield found(path, (following or sections[-1:])[0].heading.line, "KB041", value=label)


def _below(sections: tuple[Section, ...], number: int) -> list[Section]:
    level = sections[number].heading.level
    result = [sections[number]]
    for section in sections[number + 1 :]:
        if section.heading.level <= level:
            break
        result.append(section)
    return result


def _check_parts(path: str, below: list[Section], section_type: SectionType, language: Language) -> Iterator[Finding]:
    headings = {section.heading.text for section in below[1:]}
    for part in section_type.parts:
        if part.labels[language] not in headings:
            yield found(path, below[0].heading.line, "KB041", value=part.labels[language])


def _check_content(path: str, below: list[Section], section_type: SectionType) -> Iterator[Finding]:
    heading = below[0].heading
    if section_type.spoken and not any(section.spoken() for section in below):
        yield found(path, heading.line, "KB046", value=heading.text)
    if section_type.id == "ticks":
        count = sum(section.ticks() for section in below)
        if count > TICK_LIMIT:
            yield found(path, heading.line, "KB047", limit=TICK_LIMIT, count=count)
