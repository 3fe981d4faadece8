"""Checks that need the whole library, one a file. Those of upkeep need today's date: `kb lint` makes them, no build."""

import datetime as dt
from collections.abc import Callable, Iterator

from collection_kb.knowledge.finding import Finding
from collection_kb.knowledge.library import Library
from collection_kb.lint.rules import (
    chinese_missing,
    citation_unlisted,
    dangling_reference,
    dead_link,
    english_missing,
    future_date,
    instrument_in_force,
    long_sentences,
    numbers_traced,
    passage_untreated,
    provision_required,
    red_lines,
    redirect,
    renamed_topic,
    repeated_paragraphs,
    review_due,
    unknown_owner,
    unknown_passage,
    unknown_provision,
    unknown_related,
    unknown_topic,
    unsafe_html,
    version_recorded,
    word_of_two_terms,
)

RULES: tuple[Callable[[Library], Iterator[Finding]], ...] = (
    chinese_missing.find,
    citation_unlisted.find,
    dangling_reference.find,
    dead_link.find,
    english_missing.find,
    instrument_in_force.find,
    long_sentences.find,
    numbers_traced.find,
    passage_untreated.find,
    provision_required.find,
    red_lines.find,
    renamed_topic.find,
    redirect.find,
    repeated_paragraphs.find,
    unknown_owner.find,
    unknown_passage.find,
    unknown_provision.find,
    unknown_related.find,
    unknown_topic.find,
    word_of_two_terms.find,
    unsafe_html.find,
)
UPKEEP: tuple[Callable[[Library, dt.date], Iterator[Finding]], ...] = (
    future_date.find,
    review_due.find,
    version_recorded.find,
)
