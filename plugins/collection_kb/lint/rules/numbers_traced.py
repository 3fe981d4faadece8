"""KB029: a law card states a number that no provision it rests on contains."""

import re
from collections.abc import Iterator
from functools import lru_cache

from collection_kb.knowledge.article import Article, Text
from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.law import Provision
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.quantity import Quantity, quantities, stated

_NO_WORDS = re.compile(r"\]\([^()\s]*\)|^\s*(?:[0-9]+\.|#+)\s|`[^`]*`")
"""Link targets, the numbers of list items, code."""


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each number and line, once all provisions of the card can be looked up."""
    for article in library.articles.values():
        provisions = article.facts.provisions
        if article.type.rests_on_law and provisions and library.provisions.keys() >= set(provisions):
            known = _known(article, library)
            for text in article.texts.values():
                yield from _find(text, known)


def _known(article: Article, library: Library) -> set[tuple[str, str]]:
    """Return values with their units, and every value without one as well."""
    provisions = [library.provisions[id_] for id_ in article.facts.provisions]
    found_there = [quantity for provision in provisions for quantity in _found(_words(provision))]
    return {(quantity.value, unit) for quantity in found_there for unit in (quantity.unit, "")}


@lru_cache(maxsize=1024)
def _found(words: str) -> tuple[Quantity, ...]:
    """Return the quantities of a provision: many cards rest on the same one."""
    return tuple(quantities(words))


def _words(provision: Provision) -> str:
    instrument = provision.instrument
    texts = [
        *(labels for part in (provision.article, provision.subject, provision.rule) for labels in part.values()),
        *(labels for part in (provision.why, provision.note) for labels in part.values()),
        provision.quote,
        provision.cross_check,
        *instrument.title.values(),
        *instrument.short.values(),
        *instrument.status_note.values(),
        *(date for moment, date in instrument.dates.items() if moment not in instrument.uncertain),
        "" if "number" in instrument.uncertain else instrument.number,
    ]
    return " ".join(texts)


def _find(text: Text, known: set[tuple[str, str]]) -> Iterator[Finding]:
    lines = [(text.line("summary"), text.summary)]
    lines += [line for section in text.sections for line in section.lines]
    for line, words in lines:
        for quantity in dict.fromkeys(stated(_NO_WORDS.sub(" ", words))):
            if (quantity.value, quantity.unit) not in known:
                yield found(text.path, line, "KB029", value=quantity.value, unit=f"@unit {quantity.unit}")
