"""An article as it stands in a list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from collection_kb.knowledge.article import Article
from collection_kb.knowledge.article_type import ArticleType
from collection_kb.knowledge.language import Language

Address = Callable[[str], str]
"""Gives the address of the file at `folder/slug.md`, relative to the site's root."""


@dataclass(frozen=True)
class Entry:
    """What a reader sees of an article before opening it."""

    slug: str
    title: str
    summary: str
    url: str
    type: str
    stage: str
    risk: str


def entry(article: Article, language: Language, address: Address) -> Entry:
    """Return the entry of an article in one language."""
    text = article.texts[language]
    return Entry(
        slug=article.slug,
        title=text.title,
        summary=text.summary,
        url=address(article.type.path(article.slug)),
        type=article.type.id,
        stage=article.stage,
        risk=article.facts.risk,
    )


@dataclass(frozen=True)
class Group:
    """Entries below one heading."""

    id: str
    label: str
    entries: tuple[Entry, ...]


def by_type(
    articles: Iterable[Article], types: Iterable[ArticleType], language: Language, address: Address
) -> tuple[Group, ...]:
    """Return the articles that exist in `language`, grouped by type in the order of `types`; no empty group."""
    members: dict[str, list[Entry]] = {}
    for article in articles:
        if language in article.texts:
            members.setdefault(article.type.id, []).append(entry(article, language, address))
    return tuple(
        Group(article_type.id, article_type.plural[language], tuple(members[article_type.id]))
        for article_type in types
        if article_type.id in members
    )
