"""KB071: an article is due for review."""

import datetime as dt
from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.language import SOURCE_LANGUAGE
from collection_kb.knowledge.library import Library
from collection_kb.review.due import queue


def find(library: Library, today: dt.date) -> Iterator[Finding]:
    """Yield a finding for each article that is due on `today`."""
    for due in queue(library):
        if due.date <= today:
            text = due.article.texts[SOURCE_LANGUAGE]
            yield found(
                text.path,
                text.line("reviewed"),
                "KB071",
                value=due.date,
                reason=", ".join(due.provisions) or "@age",
            )
