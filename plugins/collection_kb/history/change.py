"""A change: a commit that touched articles of a language."""

from collections.abc import Mapping
from dataclasses import dataclass

from collection_kb.history.commit import Commit, Kind
from collection_kb.history.history import History
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.shelf import SLUG

LIMIT = 60
"""Changes that the page and the feed show."""


@dataclass(frozen=True)
class Change:
    """A commit and what it did to articles, by slug; articles that are still there come first, in their order."""

    commit: Commit
    kinds: Mapping[str, Kind]

    @property
    def anchor(self) -> str:
        """Return the id of the change on its page."""
        return f"c{self.commit.id[:12]}"


def changes(history: History, library: Library, language: Language) -> tuple[Change, ...]:
    """Return the last changes of a language's articles, newest day first."""
    order = {slug: number for number, slug in enumerate(library.articles)}
    result: list[Change] = []
    for commit in history.commits:
        kinds: dict[str, Kind] = {}
        for file in commit.files:
            slug = _slug(file.path, library, language)
            if slug:
                kinds[slug] = file.kind if kinds.get(slug, file.kind) == file.kind else "changed"
        if kinds:
            slugs = sorted(kinds, key=lambda slug: (order.get(slug, len(order)), slug))
            result.append(Change(commit, {slug: kinds[slug] for slug in slugs}))
        if len(result) == LIMIT:
            break
    return tuple(sorted(result, key=lambda change: change.commit.day, reverse=True))


def _slug(path: str, library: Library, language: Language) -> str:
    """Return the slug of the article that stands, or stood, at a path; empty for other files."""
    slug = path.rpartition("/")[2].removesuffix(".md")
    if not SLUG.fullmatch(slug):
        return ""
    places = {f"{language}/{one.path(slug)}" for one in library.types.values() if one.folder != "." or one.id == slug}
    return slug if path in places else ""
