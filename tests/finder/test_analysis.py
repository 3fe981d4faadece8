"""The analysis is the same in Python and in the browser."""

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from collection_kb.finder.analysis import exact, initials, sounds, terms
from collection_kb.finder.index import shard_of
from collection_kb.finder.tables import make_tables
from collection_kb.knowledge.library import load_library
from tests.conftest import PROJECT

VECTORS: list[dict[str, Any]] = yaml.safe_load((PROJECT / "tests/data/analysis.yml").read_text(encoding="utf-8"))
TABLES = make_tables(load_library(PROJECT / "docs"))
IN_BROWSER = """async (texts) => {
  const tables = { simplified: new Map(texts.simplified), readings: new Map(texts.readings), syllables: new Set() };
  const { terms, sounds, initials, exact } = kb.analysis;
  return texts.all.map((text) => [terms, sounds, initials, exact].map((analyse) => analyse(text, tables)));
}"""


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["text"][:20] for vector in VECTORS])
def test_terms(vector: dict[str, Any]) -> None:
    """Check what Python makes of a text."""
    assert terms(vector["text"], TABLES) == vector["terms"]


def test_browser_agrees(page: Page) -> None:
    """Check that the browser makes the same of every vector, and of every title, alias and phrase we have."""
    library = load_library(PROJECT / "docs")
    texts = [vector["text"] for vector in VECTORS]
    for article in library.articles.values():
        for text in article.texts.values():
            texts += [text.title, text.summary, *text.aliases]
    page.goto("/")
    tables = {"simplified": list(TABLES.simplified.items()), "readings": list(TABLES.readings.items())}
    made = page.evaluate(IN_BROWSER, {"all": texts, **tables})
    for text, browser in zip(texts, made, strict=True):
        python = [terms(text, TABLES), list(sounds(text, TABLES)), list(initials(text, TABLES)), exact(text, TABLES)]
        assert browser == python, text


@given(st.text(max_size=60))
@settings(deadline=None)
def test_any_text(text: str) -> None:
    """Check that no text breaks the analysis, and that terms hold neither spaces nor capitals."""
    for term in terms(text, TABLES):
        assert term == term.strip()
        assert term == term.lower()
        assert 0 <= shard_of(term, 7) < 7
