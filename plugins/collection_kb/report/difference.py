"""What a change did to articles, pages and data."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from collection_kb.knowledge.article import Article, Text
from collection_kb.knowledge.content_files import DATA_FOLDER
from collection_kb.knowledge.language import LANGUAGES, SOURCE_LANGUAGE, Language
from collection_kb.knowledge.law import Provision
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.page import Page
from collection_kb.report.state import State

Kind = Literal["added", "changed", "moved", "removed"]

SAME = 0.6
"""Share of lines, headings aside, from which a new article is one that was called differently before."""


@dataclass(frozen=True)
class ArticleChange:
    """What happened to an article. `before` or `after` is None when it was not there, or could not be read.

    `former` is the slug or the path that a moved article had; `touched` are the languages whose file differs.
    """

    kind: Kind
    slug: str
    before: Article | None
    after: Article | None
    touched: tuple[Language, ...]
    former: str = ""

    @property
    def former_place(self) -> str:
        """Return the address that stopped being this article's, as `redirects.yml` has it; empty when it did not."""
        if not self.before or self.kind not in {"moved", "removed"}:
            return ""
        return self.before.type.path(self.before.slug).removesuffix(".md")

    @property
    def article(self) -> Article | None:
        """Return the article as it is, or as it was."""
        return self.after or self.before


@dataclass(frozen=True)
class PageChange:
    """A page that is no article, before and after."""

    path: str
    before: Page | None
    after: Page | None


@dataclass(frozen=True)
class Difference:
    """All that changed below the content folder; `data` and `others` are paths."""

    articles: tuple[ArticleChange, ...]
    pages: tuple[PageChange, ...]
    data: tuple[str, ...]
    others: tuple[str, ...]


def difference(before: State, after: State) -> Difference:
    """Return what changed between two states."""
    paths = sorted(path for path in {*before.files, *after.files} if before.files.get(path) != after.files.get(path))
    slugs = {place[1]: None for path in paths if (place := _place(path, before, after))}
    articles = _renamed([_article_change(slug, paths, before, after) for slug in slugs])
    pages = [
        path for path in paths if not _place(path, before, after) and path.endswith(".md") and path.count("/") == 1
    ]
    data = [path for path in paths if path.startswith(f"{DATA_FOLDER}/")]
    others = [path for path in paths if not _place(path, before, after) and path not in {*pages, *data}]
    return Difference(
        tuple(sorted(articles, key=_order)),
        tuple(PageChange(path, _page(path, before), _page(path, after)) for path in pages),
        tuple(data),
        tuple(others),
    )


def _place(path: str, *states: State) -> tuple[Language, str] | None:
    """Return the language and the slug of an article's file; None for any other file."""
    for language in LANGUAGES:
        name = path.removeprefix(f"{language}/")
        if name != path and name.endswith(".md"):
            folder, _, file = name.rpartition("/")
            slug = file.removesuffix(".md")
            for state in states:
                for one in state.library.types.values():
                    if one.folder == folder or (one.folder == "." and not folder and one.id == slug):
                        return language, slug
    return None


def _files(slug: str, state: State) -> set[str]:
    return {path for path in state.files if path.endswith(f"/{slug}.md") and _place(path, state)}


def _article_change(slug: str, changed: Iterable[str], before: State, after: State) -> ArticleChange:
    was, now = _files(slug, before), _files(slug, after)
    mine = [place[0] for path in changed if (place := _place(path, before, after)) and place[1] == slug]
    old, new = before.library.articles.get(slug), after.library.articles.get(slug)
    kind: Kind = "changed"
    former = ""
    if not was or not now:
        kind = "removed" if was else "added"
    elif old and new and old.type.path(slug) != new.type.path(slug):
        kind, former = "moved", old.type.path(slug)
    touched = tuple(language for language in LANGUAGES if language in mine)
    return ArticleChange(kind, slug, old if was else None, new if now else None, touched, former)


def _renamed(changes: list[ArticleChange]) -> Iterator[ArticleChange]:
    """Put together an article that is gone and one that came with the same words."""
    gone = {change.slug: change for change in changes if change.kind == "removed" and change.before}
    taken = set()
    for change in changes:
        if change.kind != "added" or not change.after:
            continue
        alike = [(_alike(one.before, change.after), slug) for slug, one in gone.items() if one.before]
        best, slug = max(alike, default=(0.0, ""))
        if best >= SAME:
            one = gone.pop(slug)
            taken |= {slug, change.slug}
            yield ArticleChange("moved", change.slug, one.before, change.after, change.touched, slug)
    yield from (change for change in changes if change.slug not in taken)


def _alike(one: Article, other: Article) -> float:
    lines, others = _lines(one), _lines(other)
    common = (lines & others).total()
    return 2 * common / max(1, lines.total() + others.total())


def _lines(article: Article) -> Counter[str]:
    text = article.texts[SOURCE_LANGUAGE]
    lines = (line.strip() for section in text.sections for _, line in section.lines)
    return Counter([text.title, text.summary, *text.aliases, *(line for line in lines if line)])


def _order(change: ArticleChange) -> tuple[str, str]:
    return (change.article.type.id if change.article else "", change.slug)


def _page(path: str, state: State) -> Page | None:
    language, _, name = path.partition("/")
    return next((page for page in state.library.pages if page.language == language and page.name == name), None)


@dataclass(frozen=True)
class PartChange:
    """What stands below a heading, before and after; None where there is no such heading. `heading` may be empty."""

    heading: str
    before: str | None
    after: str | None


def changed_parts(before: Text | Page | None, after: Text | Page | None) -> tuple[PartChange, ...]:
    """Return the parts of a text that differ, in the order of the text."""
    old, new = _parts(before), _parts(after)
    return tuple(
        PartChange(" › ".join(key[0]), old.get(key), new.get(key))
        for key in {**new, **old}
        if old.get(key) != new.get(key) and (old.get(key) or new.get(key))
    )


def _parts(text: Text | Page | None) -> dict[tuple[tuple[str, ...], int], str]:
    """Return what stands below each heading; a heading that stands twice is told apart by its number."""
    parts: dict[tuple[tuple[str, ...], int], str] = {}
    trail: list[tuple[int, str]] = []
    seen: Counter[tuple[str, ...]] = Counter()
    for section in text.sections if text else ():
        level = section.heading.level
        trail = [*(step for step in trail if step[0] < level), (level, section.heading.text)]
        headings = tuple(heading for _, heading in trail if heading)
        parts[headings, seen[headings]] = section.text
        seen[headings] += 1
    return parts


def entry_changes(before: Library, after: Library, attribute: str) -> Iterator[tuple[str, Kind]]:
    """Yield the ids of a kind of data that were added, changed or removed."""
    old, new = getattr(before, attribute), getattr(after, attribute)
    for id_ in {**new, **old}:
        if id_ not in old:
            yield id_, "added"
        elif id_ not in new:
            yield id_, "removed"
        elif _said(old[id_]) != _said(new[id_]):
            yield id_, "changed"


def _said(entry: object) -> dict[str, object]:
    """Return what an entry says, apart from where it stands and what another file says of its instrument."""
    said = {key: value for key, value in vars(entry).items() if key not in {"path", "line", "lines"}}
    return {**said, "instrument": entry.instrument.id} if isinstance(entry, Provision) else said
