"""Topics inferred from keywords."""

from pathlib import Path

from collection_kb.knowledge.library import load_library
from collection_kb.topics.inference import infer


def test_main_topic_of_a_card(project: Path) -> None:
    """Check that the clear case is found."""
    library = load_library(project / "docs")
    inferred = infer(library.articles["law-limitation-period"], library.topics.values())
    assert inferred[0].topic == "law"
    assert len(inferred) <= 3
    assert [item.score for item in inferred] == sorted((item.score for item in inferred), reverse=True)


def test_nothing_is_better_than_a_guess(project: Path) -> None:
    """Check that a text without evidence has no topic."""
    for language, title, summary in (("zh", "停水通知", "周六停水。"), ("en", "No water", "No water on Saturday.")):
        file = project / "docs" / language / "guides" / "water-cut.md"
        file.write_text(f"---\ntitle: {title}\nsummary: {summary}\nowner: training\n---\n", encoding="utf-8")
    library = load_library(project / "docs")
    assert infer(library.articles["water-cut"], library.topics.values()) == ()
