"""Judged queries that a change moves, from end to end: both sites built, and asked in a browser."""

import subprocess
import sys

from tests.history.conftest import Repository
from tests.report.conftest import chapters, edit, rows, run

QUERIES = """\
queries:
- {id: "1", query: 哭穷, lang: zh, kind: slang, intended: obj-no-money, grades: {obj-no-money: 2}}
- {id: "2", query: 时效, lang: zh, kind: keyword, intended: law-limitation-period, grades: {law-limitation-period: 2}}
- {id: "3", query: 掉饭碗, lang: zh, kind: slang, intended: obj-lost-job, grades: {obj-lost-job: 2}}
"""


def test_queries(repository: Repository) -> None:
    """Check that a query that lost its answer is told with ranks and figures, then one that found its own."""
    root = repository.root
    queries = root / "queries.yml"
    queries.write_text(QUERIES, encoding="utf-8")
    edit(root / "docs" / "zh" / "objections" / "obj-no-money.md", ("  - 哭穷\n", ""))
    edit(root / "docs" / "zh" / "objections" / "obj-lost-job.md", ("[失业,", "[失业, 掉饭碗,"))
    command = [sys.executable, "-c", "from collection_kb.cli import main; main()", "report", "--base", "main"]
    options = ["--docs", str(root / "docs"), "--queries", str(queries)]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False, cwd=root)
    assert done.returncode == 0, done.stderr
    told = chapters(done.stdout)
    assert "- 搜索变差的问法 1 条" in told["先看这几处"]
    assert told["搜索的问法"].startswith("3 条问法，nDCG@10 从 0.6667 到 0.6667（+0.0000）；变动 2 条，变差 1 条。")
    assert rows(told["搜索的问法"]) == [
        "| 哭穷 | “我没钱” <code>obj-no-money</code> | 1 → 没出来 | 1.00 → 0.00 (-1.00) |",
        "| 掉饭碗 | “我失业了” <code>obj-lost-job</code> | 没出来 → 1 | 0.00 → 1.00 (+1.00) |",
    ]
    assert not (root / "site").exists()


def test_no_site_no_figures_but_a_report(repository: Repository) -> None:
    """Check that a change from which no site can be built still has its report, which says what is missing."""
    root = repository.root
    queries = root / "queries.yml"
    queries.write_text(QUERIES, encoding="utf-8")
    edit(root / "mkdocs.yml", ("plugins:\n", "plugins:\n  - nowhere\n"))
    repository.commit("No site")
    edit(root / "docs" / "zh" / "objections" / "obj-lost-job.md", ("哪天离职的", "哪天走的"))
    result = run(root, "--queries", str(queries), base="HEAD")
    assert result.exit_code == 0
    assert "could not be built" in result.stderr
    assert "- 搜索没能比较，原因见运行记录" in chapters(result.stdout)["先看这几处"]
    assert "搜索的问法" not in chapters(result.stdout)
