"""Which judged query became worse, and by how much: what a reviewer and CI ask of two runs."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from collection_kb.benchmark.comparison import Judged, as_json, compare, judge
from collection_kb.benchmark.engines.engine import Answer
from collection_kb.benchmark.queries import Query
from collection_kb.cli import main

QUERIES = tuple(Query(str(number), f"q{number}", "zh", "keyword", "a", {"a": 2, "b": 1}) for number in range(4))
BEFORE = (("a", "b"), ("b", "a"), ("x",), ("a", "x"))
AFTER = (("b", "a"), ("a", "b"), ("x",), ("a", "y"))
"""The first gets worse, the second better by the same, two stay as good as they are."""


def judged(orders: tuple[tuple[str, ...], ...]) -> tuple[Judged, ...]:
    answers = (Answer(order, 1.0, 0) for order in orders)
    return judge(zip(QUERIES, answers, strict=False))


def run(tmp_path: Path, after: tuple[tuple[str, ...], ...], *options: str) -> Result:
    for name, orders in (("before", BEFORE), ("after", after)):
        (tmp_path / name).write_text(json.dumps({"answers": as_json(judged(orders))}), encoding="utf-8")
    return CliRunner().invoke(main, ["bench", "compare", str(tmp_path / "before"), str(tmp_path / "after"), *options])


def test_moves_and_their_size() -> None:
    """Check that what moved is named with ranks, the worst first, and nothing else is."""
    comparison = compare(judged(BEFORE), judged(AFTER))
    assert [(one.after.id, one.before.rank, one.after.rank) for one in comparison.moved] == [("0", 1, 2), ("1", 2, 1)]
    assert [one.change for one in comparison.moved] == [-0.2033, 0.2033]
    assert [one.after.id for one in comparison.worse] == ["0"]
    assert (comparison.queries, comparison.change) == (4, 0.0)


def test_intended_article_is_gone() -> None:
    """Check that an article that no longer comes has no rank."""
    (moved,) = compare(judged((("a",),)), judged(((),))).moved
    assert (moved.before.rank, moved.after.rank) == (1, None)


def test_new_queries_are_left_aside() -> None:
    """Check that a query that only one run was asked changes no figure."""
    comparison = compare(judged(BEFORE[:1]), judged(BEFORE))
    assert (comparison.queries, comparison.moved) == (1, ())


def test_command(tmp_path: Path) -> None:
    """Check that the command names the query, and fails only when the mean lost more than is tolerated."""
    result = run(tmp_path, AFTER)
    assert result.exit_code == 0
    assert result.output.splitlines()[0] == "-0.2033 0 “q0”: a #1 -> #2"
    assert "(+0.0000), queries: 4, moved: 2, worse: 1" in result.output
    worse = (("b", "a"), *BEFORE[1:])
    assert run(tmp_path, worse).exit_code == 1
    assert run(tmp_path, worse, "--tolerance", "0.1").exit_code == 0


@pytest.mark.parametrize("content", ["", "[]", '{"answers": 1}', '{"answers": [{"id": 1}]}', "\udcff"])
def test_not_an_output(tmp_path: Path, content: str) -> None:
    """Check that another file ends the command with a sentence."""
    file = tmp_path / "other"
    file.write_bytes(content.encode(errors="surrogateescape"))
    result = CliRunner().invoke(main, ["bench", "compare", str(file), str(file)])
    assert result.exit_code == 1
    assert "is not the output of" in result.output
