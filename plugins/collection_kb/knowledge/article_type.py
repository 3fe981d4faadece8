"""Article types: the form of a text, apart from its topics."""

from collections.abc import Iterator
from dataclasses import dataclass

from collection_kb.knowledge.language import Labels, Language
from collection_kb.knowledge.record import Record


@dataclass(frozen=True)
class SectionType:
    """A fixed heading.

    `spoken` demands a line to be spoken; `bad_example` marks wording that is shown because it is wrong. `blank` is the
    Markdown that a new article has here; empty when the type leaves it open.
    """

    id: str
    labels: Labels
    required: bool
    spoken: bool
    bad_example: bool
    blank: Labels
    parts: tuple["SectionType", ...]


@dataclass(frozen=True)
class ArticleType:
    """A folder of articles that share their headings. `review_every` is in days; None never expires.

    The folder "." holds one article, which is called like its type. `rests_on_law` demands at least one provision.
    `owner` is the role that looks after the articles of the type; empty when that differs from article to article.
    """

    id: str
    folder: str
    labels: Labels
    plural: Labels
    stage: str
    review_every: int | None
    rests_on_law: bool
    owner: str
    sections: tuple[SectionType, ...]

    def path(self, slug: str) -> str:
        """Return the file of an article, below the folder of a language."""
        return f"{slug}.md" if self.folder == "." else f"{self.folder}/{slug}.md"

    def section(self, label: str, language: Language) -> SectionType | None:
        """Return the section with this heading."""
        return next((section for section in self.sections if section.labels[language] == label), None)

    def walk(self) -> Iterator[SectionType]:
        """Yield every section and part."""
        for section in self.sections:
            yield section
            yield from section.parts


def read_article_type(record: Record, stages: tuple[str, ...], roles: tuple[str, ...]) -> ArticleType:
    """Return the article type of one entry of `article-types.yml`."""
    article_type = ArticleType(
        id=record.text("id"),
        folder=record.text("folder"),
        labels=record.labels("labels"),
        plural=record.labels("plural"),
        stage=record.choice("stage", stages),
        review_every=record.number("review_every"),
        rests_on_law=record.flag("rests_on_law"),
        owner=record.choice("owner", roles, default=" ").strip(),
        sections=tuple(map(_read_section, record.inners("sections", required=True))),
    )
    ids: set[str] = set()
    for index, section in enumerate(article_type.sections):
        if section.id in ids:
            record.report("KB061", "sections", index, "id", value=section.id)
        ids.add(section.id)
    record.close()
    return article_type


def _read_section(record: Record) -> SectionType:
    section = SectionType(
        id=record.text("id"),
        labels=record.labels("labels"),
        required=record.flag("required"),
        spoken=record.flag("spoken"),
        bad_example=record.flag("bad_example"),
        blank=record.labels("blank", required=False),
        parts=tuple(map(_read_section, record.inners("parts"))),
    )
    record.close()
    return section
