"""A page of the site that is not an article, such as the home page or the list of myths."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from collection_kb.knowledge.article import check_summary
from collection_kb.knowledge.body import Link, Section, Spoken, citations, links
from collection_kb.knowledge.finding import Finding
from collection_kb.knowledge.language import SOURCE_LANGUAGE, Language
from collection_kb.knowledge.markdown_file import read_markdown_file
from collection_kb.knowledge.source import Source
from collection_kb.knowledge.yaml_text import YamlText


@dataclass(frozen=True)
class Page:
    """A page in one language. `name` is its file below the language's folder; `path` is shown in findings."""

    language: Language
    name: str
    path: str
    title: str
    summary: str
    body: str
    sections: tuple[Section, ...]
    translation_of: str
    front: YamlText

    def line(self, *keys: str | int) -> int:
        """Return the line on which a key of the front matter stands."""
        return self.front.line(keys)

    def links(self) -> tuple[Link, ...]:
        """Return the links and images of the page."""
        return self._links

    def citations(self) -> tuple[Link, ...]:
        """Return the legal references of the page; the target is the provision's id."""
        return citations(self._links)

    @cached_property
    def _links(self) -> tuple[Link, ...]:
        return tuple(links(self.sections))

    def prose(self) -> Iterator[tuple[int, str]]:
        """Yield the lines of the page as a reader sees them, headings included, code left out."""
        return (line for section in self.sections for line in section.prose())

    def spoken(self) -> list[Spoken]:
        """Return all words to be spoken, in order."""
        return [line for section in self.sections for line in section.spoken()]


def read_page(source: Source, language: Language, findings: list[Finding]) -> Page | None:
    """Return the page of a file; None, and a finding, when its front matter cannot be read."""
    read = read_markdown_file(source, findings)
    if read is None:
        return None
    record = read.record
    page = Page(
        language=language,
        name=PurePosixPath(source.path).name,
        path=source.path,
        title=record.text("title"),
        summary=record.text("summary", required=False),
        body=read.body,
        sections=read.sections,
        translation_of="" if language == SOURCE_LANGUAGE else record.text("translation_of", required=False),
        front=read.front,
    )
    check_summary(record, page.summary, language)
    record.know("template")
    record.close()
    return page
