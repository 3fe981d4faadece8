"""What the banner and the queue page show, as plain values."""

from dataclasses import dataclass

from collection_kb.knowledge.language import SOURCE_LANGUAGE, Language
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.listing import Address, Entry, entry
from collection_kb.review.due import Due, queue


@dataclass(frozen=True)
class DueView:
    """When an article is due, why, and where its date is changed; `edit_url` is empty without a repository."""

    slug: str
    date: str
    provisions: tuple[str, ...]
    edit_url: str


@dataclass(frozen=True)
class QueueEntry:
    """An article of the queue."""

    entry: Entry
    date: str
    owner: str
    provisions: tuple[str, ...]


def due_view(due: Due, edit_base: str) -> DueView:
    """Return what the banner needs. The path of an article is edited below the folder of the content."""
    path = due.article.texts[SOURCE_LANGUAGE].path.partition("/")[2]
    return DueView(
        slug=due.article.slug,
        date=due.date.isoformat(),
        provisions=due.provisions,
        edit_url=f"{edit_base.rstrip('/')}/{path}" if edit_base else "",
    )


def queue_view(library: Library, language: Language, address: Address) -> tuple[QueueEntry, ...]:
    """Return the whole queue, the earliest first."""
    return tuple(
        QueueEntry(
            entry=entry(due.article, language, address),
            date=due.date.isoformat(),
            owner=library.roles[due.article.facts.owner].labels[language]
            if due.article.facts.owner in library.roles
            else "",
            provisions=due.provisions,
        )
        for due in queue(library)
        if language in due.article.texts
    )
