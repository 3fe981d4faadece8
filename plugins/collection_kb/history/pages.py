"""What articles, the home page and the page of changes show, as plain values."""

from dataclasses import dataclass
from typing import get_args

from collection_kb.history.change import Change, changes
from collection_kb.history.commit import Kind
from collection_kb.history.history import History
from collection_kb.knowledge.article import Article
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.listing import Address, Entry, entry

PATH = "what-changed.md"
RECENT = 8
"""Articles in the home page's list."""

NAMED = 200
"""Articles that a change names; of more it gives the number."""


@dataclass(frozen=True)
class LastChanged:
    """The day of an article's last change; where no commit tells it, the day on which its content was checked."""

    date: str
    is_change: bool


@dataclass(frozen=True)
class RecentEntry:
    """An article in the list of the latest."""

    entry: Entry
    last_changed: LastChanged


@dataclass(frozen=True)
class Touched:
    """An article that a change touched; one that is no longer there has its slug for a title and no address."""

    title: str
    url: str


@dataclass(frozen=True)
class TouchedGroup:
    """The articles that a change added, changed or removed; `count` also counts those beyond NAMED."""

    kind: Kind
    count: int
    articles: tuple[Touched, ...]


@dataclass(frozen=True)
class ChangeView:
    """A change, its day, and the reason that its author gave."""

    id: str
    date: str
    subject: str
    groups: tuple[TouchedGroup, ...]


def last_changed(article: Article, language: Language, history: History) -> LastChanged | None:
    """Return the day of an article's last change in a language; None when nothing tells it."""
    path = _path(article, language)
    commit = history.latest.get(path)
    if commit and path not in history.unsaved:
        return LastChanged(commit.day, is_change=True)
    reviewed = article.facts.reviewed
    return LastChanged(reviewed.isoformat(), is_change=False) if reviewed else None


def recently_changed(
    history: History, library: Library, language: Language, address: Address
) -> tuple[RecentEntry, ...]:
    """Return the articles changed last, the latest first; without a history those checked last."""
    present = (article for article in library.articles.values() if language in article.texts)
    dated = [(article, last) for article in present if (last := last_changed(article, language, history))]
    if history.missing:
        dated.sort(key=lambda one: one[1].date, reverse=True)
    else:
        ages = {commit.id: age for age, commit in enumerate(history.commits)}
        dated = [(article, last) for article, last in dated if last.is_change]
        dated.sort(key=lambda one: ages[history.latest[_path(one[0], language)].id])
    return tuple(RecentEntry(entry(article, language, address), last) for article, last in dated[:RECENT])


def change_views(history: History, library: Library, language: Language, address: Address) -> tuple[ChangeView, ...]:
    """Return the page of changes, the newest first."""
    return tuple(_view(change, library, language, address) for change in changes(history, library, language))


def _path(article: Article, language: Language) -> str:
    return article.texts[language].path.partition("/")[2]


def _view(change: Change, library: Library, language: Language, address: Address) -> ChangeView:
    groups = []
    for kind in get_args(Kind):
        slugs = [slug for slug, done in change.kinds.items() if done == kind]
        touched = tuple(_touched(slug, library, language, address) for slug in slugs[:NAMED])
        if touched:
            groups.append(TouchedGroup(kind, len(slugs), touched))
    return ChangeView(change.anchor, change.commit.day, change.commit.subject, tuple(groups))


def _touched(slug: str, library: Library, language: Language, address: Address) -> Touched:
    article = library.articles.get(slug)
    if not article or language not in article.texts:
        return Touched(slug, "")
    shown = entry(article, language, address)
    return Touched(shown.title, shown.url)
