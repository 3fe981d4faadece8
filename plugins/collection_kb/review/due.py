"""When an article is due for review: its time has run out, or a provision it rests on has changed."""

import datetime as dt
from dataclasses import dataclass

from collection_kb.knowledge.article import Article
from collection_kb.knowledge.library import Library


@dataclass(frozen=True)
class Due:
    """The day from which an article is due. `provisions` are those that changed after its last review."""

    article: Article
    date: dt.date
    provisions: tuple[str, ...]


def queue(library: Library) -> list[Due]:
    """Return every article that expires, in the order in which they become due."""
    dues = [due for article in library.articles.values() if (due := due_of(article, library))]
    return sorted(dues, key=lambda due: (due.date, due.article.slug))


def due_of(article: Article, library: Library) -> Due | None:
    """Return when an article is due; None when it never expires."""
    reviewed, every = article.facts.reviewed, article.review_every
    if not reviewed:
        return None
    changes = {}
    for id_ in article.facts.provisions:
        changed = _changed(id_, library, reviewed)
        if changed:
            changes[id_] = changed
    dates = list(changes.values())
    if every:
        dates.append(reviewed + dt.timedelta(days=every))
    return Due(article, min(dates), tuple(changes)) if dates else None


def _changed(id_: str, library: Library, reviewed: dt.date) -> dt.date | None:
    """Return the day on which a provision changed after the review; the day of the review when nobody recorded it."""
    provision, version = library.provisions.get(id_), library.versions.get(id_)
    if not provision or not version:
        return None
    if version.digest != provision.digest:
        return reviewed
    return version.changed if version.changed and version.changed > reviewed else None
