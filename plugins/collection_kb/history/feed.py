"""The feed of changes."""

import datetime as dt
from dataclasses import dataclass

from collection_kb.history.change import Change, changes
from collection_kb.history.commit import Kind
from collection_kb.history.history import History
from collection_kb.knowledge.feed import UNDATED, Feed, FeedEntry
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import Library

PATH = "changes.xml"
NAMED = 20
"""Articles that an entry names."""

_SIGNS: dict[Kind, str] = {"added": "+", "changed": "*", "removed": "-"}


@dataclass(frozen=True)
class FeedHead:
    """Whose feed it is and where: `author` is the organisation, for no commit's author is named.

    `page` is the page of changes, an address or a path seen from the feed; `here` is the feed's own address, empty
    when it is not known.
    """

    title: str
    author: str
    page: str
    here: str


def changes_feed(history: History, library: Library, language: Language, head: FeedHead) -> str:
    """Return the feed of a language's last changes, each dated by its commit."""
    shown = changes(history, library, language)
    moments = [change.commit.committed.astimezone(dt.UTC) for change in shown]
    return Feed(
        id=f"urn:collection-kb:changes:{language}",
        title=head.title,
        language=language,
        author=head.author,
        updated=_moment(max(moments)) if moments else UNDATED,
        entries=[
            FeedEntry(
                id=f"urn:collection-kb:change:{change.commit.id}:{language}",
                title=change.commit.subject,
                href=f"{head.page}#{change.anchor}",
                updated=_moment(moment),
                summary=_summary(change, library, language),
            )
            for change, moment in zip(shown, moments, strict=True)
        ],
        links=[("alternate", head.page), *([("self", head.here)] if head.here else [])],
    ).as_xml()


def _moment(moment: dt.datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _summary(change: Change, library: Library, language: Language) -> str:
    lines = []
    for slug, kind in list(change.kinds.items())[:NAMED]:
        article = library.articles.get(slug)
        text = article.texts.get(language) if article else None
        lines.append(f"{_SIGNS[kind]} {text.title if text else slug}")
    return "\n".join([*lines, *(["…"] if len(change.kinds) > NAMED else [])])
