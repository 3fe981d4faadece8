"""`kb bench search` from end to end: three queries, typed into the box of the built site and put to a rival."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT

QUERIES = """\
queries:
- {id: "1", query: 没钱, lang: zh, kind: keyword, intended: obj-no-money, grades: {obj-no-money: 2}}
- {id: "2", query: 哭穷, lang: zh, kind: slang, intended: obj-no-money, grades: {obj-no-money: 2}}
- {id: "3", query: no money, lang: en, kind: en-keyword, intended: obj-no-money, grades: {obj-no-money: 2}}
"""


def bench(tmp_path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the command on its own: the browser of this process belongs to other tests."""
    file = tmp_path / "queries.yml"
    file.write_text(QUERIES, encoding="utf-8")
    command = [
        sys.executable,
        "-c",
        "from collection_kb.cli import main; main()",
        "bench",
        "search",
        str(file),
        *options,
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=PROJECT)


@pytest.mark.parametrize("engine", ["ours", "bm25s"])
def test_figures(engine: str, site: Path, tmp_path: Path) -> None:
    """Check the form of the answer, and that the simplest queries find what they mean."""
    done = bench(tmp_path, "--engine", engine, "--site", str(site), "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert set(answer) == {
        "queries",
        "articles",
        "ndcg_at_10",
        "success_at_1",
        "success_at_3",
        "zero_result_rate",
        "by_kind",
        "misses",
        "answers",
        "latency_ms",
        "bytes",
    }
    assert answer["queries"] == 3
    assert answer["success_at_3"] == 1.0
    assert answer["zero_result_rate"] == 0.0
    assert set(answer["by_kind"]) == {"keyword", "slang", "en-keyword"}
    assert set(answer["latency_ms"]) == {"first", "p50", "p95"}
    assert (answer["bytes"]["first_query"] > 0) == (engine == "ours")


def test_site_without_a_box(tmp_path: Path) -> None:
    """Check that a site that cannot be asked is one sentence."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    done = bench(tmp_path, "--site", str(site))
    assert done.returncode == 1
    assert "has no search box" in done.stderr
    assert "Traceback" not in done.stderr
