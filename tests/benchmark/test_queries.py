"""Judged queries as people write them: what is wrong is said with file and line, and never ends in a traceback."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from collection_kb.benchmark.queries import Query, read_queries
from collection_kb.cli import main

SLUGS = ("obj-no-money", "obj-lost-job")
GOOD = """\
set: queries
version: 1
count: 1
queries:
- id: q1
  query: 没钱
  lang: zh
  kind: keyword
  intended: obj-no-money
  grades:
    obj-no-money: 2
    obj-lost-job: 1
"""


def test_good_file(tmp_path: Path) -> None:
    """Check that every key arrives."""
    file = tmp_path / "queries.yml"
    file.write_text(GOOD, encoding="utf-8")
    read = read_queries(file, SLUGS)
    grades = {"obj-no-money": 2, "obj-lost-job": 1}
    assert read.queries == (Query("q1", "没钱", "zh", "keyword", "obj-no-money", grades),)
    assert (read.mistakes, read.doubts) == ((), ())


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("lang: zh", "lang: cn", ":7: KB014"),
        ("  query: 没钱\n", "", ":5: KB011"),
        ("  query: 没钱\n", "  query:\n", ":6: KB013"),
        ("query: 没钱", "query: [没钱]", ":6: KB012"),
        ("  query:", "  qeury:", "Did you mean “query”?"),
        ("obj-no-money: 2", "obj-no-money: 3", ":11: the grade of “obj-no-money” is “3”; it must be 2 or 1"),
        ("obj-no-money: 2", "obj-no-money: yes", ":11: the grade of “obj-no-money” is “True”"),
        ("obj-no-money: 2", "obj-no-money: [2]", ":11: the grade of “obj-no-money” is “[2]”"),
        ("obj-no-money: 2", "obj-no-money: 1", ":10: the intended article “obj-no-money” must have grade 2"),
        ("grades:\n    obj-no-money: 2\n    obj-lost-job: 1", "grades: 2", ":10: “grades” must have a line"),
        ("  grades:\n    obj-no-money: 2\n    obj-lost-job: 1\n", "", "“grades” must have a line"),
        (GOOD, "queries: []\n", "there is no query below “queries:”"),
        ("queries:\n- id", "queries:\n- 没钱\n- id", ":5: KB012"),
        (GOOD, "", "a set of queries has a list below “queries:”"),
        (GOOD, "- 没钱\n", "a set of queries has a list below “queries:”"),
        ("set: queries", "set: [queries", "this is not the YAML of a set of queries"),
        (GOOD, GOOD + GOOD.partition("queries:\n")[2], ":13: the id “q1” stands twice"),
    ],
)
def test_mistakes(tmp_path: Path, right: str, wrong: str, message: str) -> None:
    """Check that a mistake is named."""
    assert right in GOOD
    file = tmp_path / "queries.yml"
    file.write_text(GOOD.replace(right, wrong, 1), encoding="utf-8")
    mistakes = read_queries(file, SLUGS).mistakes
    assert any(message in mistake for mistake in mistakes), mistakes
    assert all(mistake.startswith(f"{file}:") for mistake in mistakes)


def test_not_utf_8(tmp_path: Path) -> None:
    """Check that bytes that are no text are a mistake like any other."""
    file = tmp_path / "queries.yml"
    file.write_bytes(b"queries: \xff")
    assert "KB001" in read_queries(file, SLUGS).mistakes[0]


def test_unknown_article_is_a_doubt(tmp_path: Path) -> None:
    """Check that a set of queries can be put to content that lacks an article."""
    file = tmp_path / "queries.yml"
    file.write_text(GOOD.replace("obj-lost-job", "obj-lost-jab"), encoding="utf-8")
    read = read_queries(file, SLUGS)
    assert read.mistakes == ()
    assert read.doubts == (f"{file}:12: there is no article “obj-lost-jab”; did you mean “obj-lost-job”?",)
    assert read.queries[0].grades == {"obj-no-money": 2, "obj-lost-jab": 1}


def test_command_refuses(project: Path, tmp_path: Path) -> None:
    """Check that the command ends with the mistake and one sentence."""
    file = tmp_path / "queries.yml"
    file.write_text(GOOD.replace("lang: zh", "lang: cn"), encoding="utf-8")
    result = CliRunner().invoke(main, ["bench", "search", str(file), "--docs", str(project / "docs")])
    assert result.exit_code == 1
    assert f"{file}:7: KB014" in result.output
    assert f"{file} is not a set of judged queries" in result.output
