"""The files of an article that is still to be written. What must be filled in is marked, so that lint finds it."""

import datetime as dt
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from collection_kb.knowledge.article import SUMMARY_LIMIT
from collection_kb.knowledge.article_type import ArticleType, SectionType
from collection_kb.knowledge.language import LANGUAGES, SOURCE_LANGUAGE, Labels, Language
from collection_kb.lint.translation import digest

_MARKS: Labels = {"zh": "【待填：{hint}】", "en": "[to fill: {hint}]"}
_TITLE: Labels = {"zh": "标题", "en": "title"}
_SUMMARY: Labels = {
    "zh": "一句话答案，最多 {limit} 个字",
    "en": "the answer in one sentence, at most {limit} characters",
}
_ALIAS: Labels = {
    "zh": "{slug} 的别名，别人会怎么说、怎么搜，一行一个",
    "en": "other words for {slug} that people say or type, one a line",
}
"""With the slug, so that two drafts do not seem to claim the same alias."""
_OWNER: Labels = {"zh": "哪个岗位负责，见 roles.yml", "en": "the role that looks after it, see roles.yml"}


@dataclass(frozen=True)
class Draft:
    """What is known of a new article. A title or owner that is not known yet is empty."""

    type: ArticleType
    slug: str
    titles: Labels
    topics: tuple[str, ...]
    owner: str


def mark(hint: str, language: Language) -> str:
    """Return the mark of something that the author must fill in."""
    return _MARKS[language].format(hint=hint)


def body(article_type: ArticleType, language: Language) -> str:
    """Return the text of a new article: the headings that its type demands, each with what stands there or a mark."""
    return "".join(_section(section, 2, language) for section in article_type.sections if section.required)


def draft_files(draft: Draft, today: dt.date) -> dict[str, str]:
    """Return the text of every file of a draft, by its path below the content folder."""
    path = draft.type.path(draft.slug)
    return {f"{language}/{path}": _file(draft, language, today) for language in LANGUAGES}


def _file(draft: Draft, language: Language, today: dt.date) -> str:
    front = "".join(_front(draft, language, today))
    return f"---\n{front}---\n{body(draft.type, language)}"


def _front(draft: Draft, language: Language, today: dt.date) -> Iterator[str]:
    title, summary, alias = _words(draft, language)
    yield _entry("title", title)
    yield _entry("summary", summary)
    yield f"aliases:\n  - {_scalar(alias)}\n"
    if language != SOURCE_LANGUAGE:
        title, summary, alias = _words(draft, SOURCE_LANGUAGE)
        made_from = digest(title, summary, (alias,), body(draft.type, SOURCE_LANGUAGE))
        yield f'translation_of: "{made_from}"\n'
        return
    if draft.topics:
        yield f"topics: [{', '.join(draft.topics)}]\n"
    yield "provisions: []\n"
    yield _entry("owner", draft.owner or mark(_OWNER[language], language))
    if draft.type.review_every:
        yield f"reviewed: {today.isoformat()}\n"


def _words(draft: Draft, language: Language) -> tuple[str, str, str]:
    """Return title, summary and alias."""
    return (
        draft.titles[language] or mark(_TITLE[language], language),
        mark(_SUMMARY[language].format(limit=SUMMARY_LIMIT[language]), language),
        mark(_ALIAS[language].format(slug=draft.slug), language),
    )


def _entry(key: str, value: str) -> str:
    return f"{key}: {_scalar(value)}\n"


def _scalar(value: str) -> str:
    """Return a text as YAML reads it back, quoted where it must be."""
    mapping: Mapping[str, str] = {"": value}
    return yaml.safe_dump(mapping, allow_unicode=True, width=sys.maxsize).partition(": ")[2].rstrip("\n")


def _section(section: SectionType, level: int, language: Language) -> str:
    label = section.labels[language]
    parts = "".join(_section(part, level + 1, language) for part in section.parts)
    blank = section.blank[language] or ("" if parts else f"{'> ' if section.spoken else ''}{mark(label, language)}")
    return f"\n{'#' * level} {label}\n" + (f"\n{blank}\n" if blank else "") + parts
