"""`kb new`: the two files of an article to be written."""

import datetime as dt
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from collection_kb.cli.options import docs_option, language_option, library_at, today_option
from collection_kb.drafting.draft import Draft, draft_files
from collection_kb.knowledge.article import TOPIC_LIMIT
from collection_kb.knowledge.article_type import ArticleType
from collection_kb.knowledge.language import LANGUAGES, Labels, Language
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.shelf import SLUG
from collection_kb.knowledge.suggestion import nearest

_PAGES_OF_A_FOLDER = frozenset({"index", "readme"})

_UNKNOWN_TYPE: Labels = {
    "zh": "没有“{value}”这类文章。可用的有：{allowed}。",
    "en": "There is no article type “{value}”. Allowed: {allowed}.",
}
_UNKNOWN_TOPIC: Labels = {
    "zh": "没有“{value}”这个主题。可用的有：{allowed}。",
    "en": "There is no topic “{value}”. Allowed: {allowed}.",
}
_HINT: Labels = {"zh": "是不是想写“{hint}”？", "en": " Did you mean “{hint}”?"}
_MANY_TOPICS: Labels = {
    "zh": "主题最多写 {limit} 个，现在有 {count} 个。",
    "en": "An article has at most {limit} topics; there are {count}.",
}
_BAD_SLUG: Labels = {
    "zh": "文件名“{slug}”不能用：只能有小写字母、数字和连字符，例如 obj-no-money，不写 .md。",
    "en": "“{slug}” cannot be a file name: lower-case letters, digits and hyphens only, as in obj-no-money; no .md.",
}
_FOLDER_PAGE: Labels = {
    "zh": "“{slug}”是文件夹首页的名字，文章换一个名字。",
    "en": "“{slug}” is the name of a folder's own page; choose another.",
}
_ONE_ONLY: Labels = {
    "zh": "“{type}”这一类只有一篇，文件名是 {id}。",
    "en": "There is one article of the type “{type}” only, called {id}.",
}
_USED: Labels = {
    "zh": "“{slug}”已经有人用了：{path}。每个文件名在全站只能用一次，换一个名字，或者直接改那一篇。",
    "en": "“{slug}” is taken: {path}. A file name may be used once only; choose another, or edit that article.",
}
_NOT_WRITTEN: Labels = {
    "zh": "写不进 {path}：{problem}。什么也没有写下。",
    "en": "{path} cannot be written: {problem}. Nothing was written.",
}
_WRITTEN: Labels = {"zh": "已写好 {path}", "en": "Written: {path}"}
_NEXT: Labels = {
    "zh": "把标着“待填”的地方连括号一起换成你的话，写完运行 kb lint。",
    "en": "Put your words where it says “to fill”, brackets included; then run kb lint --lang en.",
}
_OPTIONAL: Labels = {
    "zh": "还可以加这些小节（顺序见 article-types.yml）：{sections}。",
    "en": "You may also add these sections (for their order see article-types.yml): {sections}.",
}


@click.command()
@click.argument("type_id", metavar="TYPE")
@click.argument("slug")
@click.option("--title-zh", default="", help="The Chinese title.")
@click.option("--title-en", default="", help="The English title.")
@click.option("--topic", "topics", multiple=True, help="A topic id, main one first; can be given several times.")
@language_option
@docs_option
@today_option
def new(
    type_id: str,
    slug: str,
    title_zh: str,
    title_en: str,
    topics: tuple[str, ...],
    *,
    language: Language,
    docs: Path,
    today: dt.date,
) -> None:
    """Write both files of a new article of TYPE, called SLUG, with what is to be filled in marked."""
    library = library_at(docs)
    article_type = library.types.get(type_id)
    if not article_type:
        _refuse(_unknown(_UNKNOWN_TYPE, type_id, _meant(type_id, library), library.types, language))
    for topic in topics:
        if topic not in library.topics:
            _refuse(_unknown(_UNKNOWN_TOPIC, topic, nearest(topic, library.topics), library.topics, language))
    if len(topics) > TOPIC_LIMIT:
        _refuse(_MANY_TOPICS[language].format(limit=TOPIC_LIMIT, count=len(topics)))
    _check_slug(slug, article_type, docs, language)
    owner = next((library.topics[topic].owner for topic in topics), "") or article_type.owner
    titles: Labels = {"zh": " ".join(title_zh.split()), "en": " ".join(title_en.split())}
    _write(docs, draft_files(Draft(article_type, slug, titles, tuple(dict.fromkeys(topics)), owner), today), language)
    optional = [section.labels[language] for section in article_type.sections if not section.required]
    if optional:
        click.echo(_OPTIONAL[language].format(sections=", ".join(optional)))
    click.echo(_NEXT[language])


def _refuse(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(2)


def _unknown(message: Labels, value: str, hint: str, allowed: Iterable[str], language: Language) -> str:
    said = message[language].format(value=value, allowed=", ".join(allowed))
    return said + (_HINT[language].format(hint=hint) if hint else "")


def _meant(value: str, library: Library) -> str:
    """Return the type that an unknown word stands for: people also write its folder or what it is called."""
    names = {one.folder: one.id for one in library.types.values()}
    names |= {label: one.id for one in library.types.values() for label in one.labels.values()}
    names |= {one.id: one.id for one in library.types.values()}
    return names.get(nearest(value, names), "")


def _check_slug(slug: str, article_type: ArticleType, docs: Path, language: Language) -> None:
    if not SLUG.fullmatch(slug):
        _refuse(_BAD_SLUG[language].format(slug=slug))
    if slug in _PAGES_OF_A_FOLDER:
        _refuse(_FOLDER_PAGE[language].format(slug=slug))
    if article_type.folder == "." and slug != article_type.id:
        _refuse(_ONE_ONLY[language].format(type=article_type.labels[language], id=article_type.id))
    used = next((file for one in LANGUAGES for file in sorted((docs / one).rglob(f"{slug}.md"))), None)
    if used:
        _refuse(_USED[language].format(slug=slug, path=_shown(used, docs)))


def _shown(file: Path, docs: Path) -> str:
    return f"{docs.resolve().name}/{file.relative_to(docs).as_posix()}"


def _write(docs: Path, files: dict[str, str], language: Language) -> None:
    """Write all files or none."""
    written: list[Path] = []
    try:
        for path, content in files.items():
            file = docs / path
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8", newline="\n") as stream:
                written.append(file)
                stream.write(content)
    except OSError as error:
        for file in written:
            file.unlink(missing_ok=True)
        _refuse(_NOT_WRITTEN[language].format(path=error.filename or docs, problem=error.strerror))
    for file in written:
        click.echo(_WRITTEN[language].format(path=_shown(file, docs)))
