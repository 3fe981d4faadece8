"""The review queue as data for reminders: `/review.json`."""

import json

from collection_kb.knowledge.language import SOURCE_LANGUAGE
from collection_kb.knowledge.library import Library
from collection_kb.review.due import Due, queue


def as_json(due: Due, library: Library) -> dict[str, object]:
    """Return one article of the queue."""
    article = due.article
    reviewed = article.facts.reviewed
    return {
        "slug": article.slug,
        "type": article.type.id,
        "title": {language: text.title for language, text in article.texts.items()},
        "path": article.texts[SOURCE_LANGUAGE].path,
        "owner": article.facts.owner,
        "owner_label": dict(library.roles[article.facts.owner].labels) if article.facts.owner in library.roles else {},
        "reviewed": reviewed.isoformat() if reviewed else None,
        "review_every": article.review_every,
        "due": due.date.isoformat(),
        "changed_provisions": list(due.provisions),
    }


def export(library: Library) -> str:
    """Return the whole queue, the earliest first, whether due or not: the reader knows today's date."""
    articles = [as_json(due, library) for due in queue(library)]
    return json.dumps({"version": 1, "articles": articles}, ensure_ascii=False, indent=1) + "\n"
