"""Made-up articles: always the same ones, each a proper article, as long as the real ones."""

import datetime as dt
import statistics
from pathlib import Path

from collection_kb.benchmark.synthetic import add_synthetic, synthetic_files
from collection_kb.knowledge.language import LANGUAGES
from collection_kb.knowledge.library import load_library
from collection_kb.lint.engine import find

NUMBER = 60


def test_articles_are_proper(project: Path) -> None:
    """Check that lint finds nothing in them that it does not find in the real ones, and that titles differ."""
    docs = project / "docs"
    today = dt.date(2026, 11, 24)
    before = find(docs, today=today)
    real = load_library(docs.resolve()).articles
    add_synthetic(docs, NUMBER)
    rules = {finding.rule for finding in before}  # what is missing in a real one is missing in those like it
    rules |= {"KB080", "KB081"}  # they are put together from the real ones, sentence by sentence
    assert [finding for finding in find(docs, today=today) if finding.rule not in rules] == []
    made = {slug: article for slug, article in load_library(docs.resolve()).articles.items() if slug not in real}
    assert len(made) == NUMBER
    for language in LANGUAGES:
        titles = [article.texts[language].title for article in made.values()]
        assert len(set(titles)) == NUMBER
        ratio = statistics.mean(len(article.texts[language].body) for article in made.values()) / statistics.mean(
            len(article.texts[language].body) for article in real.values()
        )
        assert 0.7 < ratio < 1.4


def test_same_seed_same_articles(project: Path) -> None:
    """Check that figures of two runs are about the same articles."""
    library = load_library((project / "docs").resolve())
    assert list(synthetic_files(library, 5)) == list(synthetic_files(library, 5))
    assert list(synthetic_files(library, 5)) != list(synthetic_files(library, 5, seed=1))
