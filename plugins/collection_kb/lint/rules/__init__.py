"""Checks that need the whole library, one a file. Those of upkeep need today's date: `kb lint` makes them, no build."""

import datetime as dt
from collections.abc import Callable, Iterator

from collection_kb.knowledge.finding import Finding
from collection_kb.knowledge.library import Library
from collection_kb.lint.rules import (
    future_date,
    instrument_in_force,
    long_sentences,
    numbers_traced,
    red_lines,
    repeated_paragraphs,
    review_due,
    unsafe_html,
    version_recorded,
)

RULES: tuple[Callable[[Library], Iterator[Finding]], ...] = (
    instrument_in_force.find,
    long_sentences.find,
    numbers_traced.find,
    red_lines.find,
    repeated_paragraphs.find,
    unsafe_html.find,
)
UPKEEP: tuple[Callable[[Library, dt.date], Iterator[Finding]], ...] = (
    future_date.find,
    review_due.find,
    version_recorded.find,
)
