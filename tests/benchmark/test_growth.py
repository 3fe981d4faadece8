"""`kb bench build` from end to end, on the small knowledge base: the same articles in both sites."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from collection_kb.cli import main
from collection_kb.knowledge.library import load_library

FIGURES = {"wall_seconds", "cpu_seconds", "site_bytes", "article_page_bytes", "peak_rss_kb"}


def bench(project: Path, *options: str) -> dict[str, Any]:
    arguments = ["bench", "build", "--articles", "3", "--json", "--docs", str(project / "docs"), *options]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def test_figures(project: Path) -> None:
    """Check that every figure is there and above nothing, and that the ratio is ours to stock."""
    answer = bench(project)
    real = len(load_library((project / "docs").resolve()).articles)
    assert answer["articles"] == real + 3
    for site in ("ours", "stock"):
        assert set(answer[site]) == FIGURES
        assert min(answer[site].values()) > 0
    assert answer["ratio"]["site_bytes"] == round(answer["ours"]["site_bytes"] / answer["stock"]["site_bytes"], 3)


def test_without_stock(project: Path) -> None:
    """Check that the rival can be left out, and that a failing build is a sentence with the end of its log."""
    assert set(bench(project, "--no-stock")) == {"articles", "ours"}
    (project / "docs" / "_data" / "topics.yml").write_text("- [", encoding="utf-8")
    arguments = ["bench", "build", "--articles", "3", "--no-stock", "--docs", str(project / "docs")]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert "topics.yml:2: KB060" in result.output
    assert "Traceback" not in result.output
