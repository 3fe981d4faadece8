"""What stands in the text of an article that is still to be written: its headings, each with a mark to be replaced."""

from collections.abc import Iterator

from collection_kb.knowledge.article_type import ArticleType, SectionType
from collection_kb.knowledge.language import Labels, Language

_MARKS: Labels = {"zh": "【待填：{hint}】", "en": "[to fill: {hint}]"}


def outline(article_type: ArticleType, language: Language) -> str:
    """Return the headings that the type demands; where words are to be spoken, the mark is a line of them."""
    required = (section for section in article_type.sections if section.required)
    return "\n\n".join(block for section in required for block in _blocks(section, 2, language))


def _blocks(section: SectionType, level: int, language: Language) -> Iterator[str]:
    label = section.labels[language]
    yield f"{'#' * level} {label}"
    for part in section.parts:
        yield from _blocks(part, level + 1, language)
    if not section.parts:
        yield f"{'> ' if section.spoken else ''}{_MARKS[language].format(hint=label)}"
