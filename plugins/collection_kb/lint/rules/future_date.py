"""KB019: something was checked on a day that has not come yet."""

import datetime as dt
from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.language import SOURCE_LANGUAGE
from collection_kb.knowledge.library import Library


def find(library: Library, today: dt.date) -> Iterator[Finding]:
    """Yield a finding for each article reviewed, and each provision checked, after `today`."""
    for article in library.articles.values():
        reviewed = article.facts.reviewed
        if reviewed and reviewed > today:
            text = article.texts[SOURCE_LANGUAGE]
            yield found(text.path, text.line("reviewed"), "KB019", key="reviewed", value=reviewed, today=today)
    for provision in library.provisions.values():
        if provision.checked and provision.checked > today:
            spot = library.spots[provision.file, provision.id]
            line = spot.line("checked")
            yield found(provision.path, line, "KB019", key="checked", value=provision.checked, today=today)
