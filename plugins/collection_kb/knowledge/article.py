"""The article: facts that hold in every language, and a text in each."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from collection_kb.knowledge.article_type import ArticleType, SectionType
from collection_kb.knowledge.body import Link, Section, Spoken, citations, links
from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.language import SOURCE_LANGUAGE, Language
from collection_kb.knowledge.markdown_file import MarkdownFile, read_markdown_file
from collection_kb.knowledge.record import Record
from collection_kb.knowledge.source import Source
from collection_kb.knowledge.suggestion import nearest
from collection_kb.knowledge.yaml_text import YamlText

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

    def links(self) -> tuple[Link, ...]:
        """Return the links and images of the body."""
        return self._links

    def citations(self) -> tuple[Link, ...]:
        """Return the legal references of the body; the target is the provision's id."""
        return citations(self._links)

    @cached_property
    def _links(self) -> tuple[Link, ...]:
        return tuple(links(self.sections))

    def prose(self) -> Iterator[tuple[int, str]]:
        """Yield the lines of the body as a reader sees them, headings included, code left out."""
        return (line for section in self.sections for line in section.prose())

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

    def sayable(self, language: Language) -> Iterator[Spoken]:
        """Yield the words to be spoken outside the sections that show wording because it is wrong."""
        for section in self.own_sections(language):
            yield from section.spoken()

    def own_sections(self, language: Language) -> Iterator[Section]:
        """Yield the sections in which the site speaks for itself: none that shows wording because it is wrong."""
        shows_wrong = {section.labels[language] for section in self.type.walk() if section.bad_example}
        passed_over = 0
        for section in self.texts[language].sections:
            level = section.heading.level
            if passed_over and level <= passed_over:
                passed_over = 0
            if not passed_over and section.heading.text in shows_wrong:
                passed_over = level
            if not passed_over:
                yield section

    def linked(self) -> set[str]:
        """Return the slugs of the articles that the author names as related or links to in the text."""
        targets = (link.target.partition("#")[0] for text in self.texts.values() for link in text.links())
        return {*self.facts.related, *(target.rpartition("/")[2][:-3] for target in targets if target.endswith(".md"))}

    def section_ids(self) -> tuple[str, ...]:
        """Return the ids of the sections that the Chinese text has."""
        headings = {section.heading.text for section in self.texts[SOURCE_LANGUAGE].sections}
        return tuple(section.id for section in self.type.walk() if section.labels[SOURCE_LANGUAGE] in headings)

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
    source: Source,
    language: Language,
    article_type: ArticleType,
    vocabulary: tuple[tuple[str, ...], tuple[str, ...]],
) -> ArticleFile:
    """Return an article file, read and checked by itself; `text` is None when its front matter cannot be read.

    `vocabulary` holds the ids of stages and of risks. What the ids point to is checked by the rules.
    """
    findings: list[Finding] = []
    read = read_markdown_file(source, findings)
    if read is None:
        return ArticleFile(None, None, tuple(findings))
    record = read.record
    text = _read_text(read, language)
    facts = _read_facts(record, article_type, vocabulary) if language == SOURCE_LANGUAGE else None
    if facts is None:
        _refuse_facts(record)
    record.close()
    findings.extend(_check_sections(source.path, read.sections, article_type, language))
    return ArticleFile(text, facts, tuple(findings))


def check_summary(record: Record, summary: str, language: Language) -> None:
    """Report a summary that does not fit its line."""
    if len(summary) > SUMMARY_LIMIT[language]:
        record.report("KB017", "summary", length=len(summary), limit=SUMMARY_LIMIT[language])


def _read_text(read: MarkdownFile, language: Language) -> Text:
    record = read.record
    summary = record.text("summary")
    check_summary(record, summary, language)
    return Text(
        language=language,
        path=record.path,
        title=record.text("title"),
        summary=summary,
        aliases=record.texts("aliases"),
        translation_of="" if language == SOURCE_LANGUAGE else record.text("translation_of", required=False),
        body=read.body,
        sections=read.sections,
        front=read.front,
    )


def _read_facts(
    record: Record, article_type: ArticleType, vocabulary: tuple[tuple[str, ...], tuple[str, ...]]
) -> Facts:
    stages, risks = vocabulary
    topics = record.texts("topics") if record.has("topics") else None
    if topics is None:
        record.texts("topics")  # a key without a value is reported like any other
    elif len(topics) > TOPIC_LIMIT:
        record.report("KB018", "topics", key="topics", limit=TOPIC_LIMIT, count=len(topics))
    reviewed = record.date("reviewed", required=article_type.review_every is not None)
    return Facts(
        topics=topics,
        stage=record.choice("stage", stages, default=" ").strip(),
        risk=record.choice("risk", risks, default=risks[0] if risks else " ").strip(),
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
    yield from _check_underlined(path, sections, order)
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
        section_type = article_type.sections[position]
        yield from _check_parts(path, below, section_type, language)
        if all(part.is_empty for part in below):
            yield found(path, heading.line, "KB044", value=heading.text)
        else:
            yield from _check_content(path, below, section_type)
    for position, section_type in enumerate(article_type.sections):
        label = section_type.labels[language]
        if section_type.required and label not in seen:
            following = [seen[after] for after in order[position:] if after in seen]
            yield found(path, (following or sections[-1:])[0].heading.line, "KB041", value=label)


def _check_underlined(path: str, sections: tuple[Section, ...], order: list[str]) -> Iterator[Finding]:
    for section in sections:
        for heading in section.underlined():
            if heading.level == 1:
                yield found(path, heading.line, "KB045")
            else:
                yield found(path, heading.line, "KB040", value=heading.text, allowed=tuple(order))


def _below(sections: tuple[Section, ...], number: int) -> list[Section]:
    level = sections[number].heading.level
    result = [sections[number]]
    for section in sections[number + 1 :]:
        if section.heading.level <= level:
            break
        result.append(section)
    return result


def _check_parts(path: str, below: list[Section], section_type: SectionType, language: Language) -> Iterator[Finding]:
    order = [part.labels[language] for part in section_type.parts]
    lines = {section.heading.text: section.heading.line for section in reversed(below[1:])}
    for label in order:
        if label not in lines:
            yield found(path, below[0].heading.line, "KB041", value=label)
    stand = [label for label in order if label in lines]
    for before, label in pairwise(sorted(stand, key=lambda label: lines[label])):
        if order.index(label) < order.index(before):
            yield found(path, lines[label], "KB042", value=label, before=before)


def _check_content(path: str, below: list[Section], section_type: SectionType) -> Iterator[Finding]:
    heading = below[0].heading
    if section_type.spoken and not any(section.spoken() for section in below):
        yield found(path, heading.line, "KB046", value=heading.text)
    if section_type.id == "ticks":
        count = sum(section.ticks() for section in below)
        if count > TICK_LIMIT:
            yield found(path, heading.line, "KB047", limit=TICK_LIMIT, count=count)
