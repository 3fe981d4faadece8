"""Figures of a search, on cases that can be counted by hand."""

import math

import pytest

from collection_kb.benchmark.engines.engine import Answer
from collection_kb.benchmark.metrics import mean, median, ndcg, percentile, success
from collection_kb.benchmark.queries import Query
from collection_kb.benchmark.run import Run, cost, relevance

GRADES = {"a": 2, "b": 1}
BEST = 3 + 1 / math.log2(3)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (("a", "b"), 1.0),
        (("a", "x", "b"), (3 + 1 / 2) / BEST),
        (("b", "a"), (1 + 3 / math.log2(3)) / BEST),
        (("x", "y"), 0.0),
        ((), 0.0),
        ((*"cdefghijkl", "a"), 0.0),  # the eleventh is not read
    ],
)
def test_ndcg(order: tuple[str, ...], expected: float) -> None:
    """Check the gain 2^grade - 1, its discount by rank, and the cut."""
    assert ndcg(order, GRADES) == pytest.approx(expected)


def test_ndcg_of_nothing() -> None:
    """Check that a query without an answer divides nothing by nothing."""
    assert ndcg(("a",), {}) == 0.0


def test_success_needs_an_exact_answer() -> None:
    """Check that a useful answer is no success."""
    assert success(("a", "b"), GRADES, 1)
    assert not success(("b", "a"), GRADES, 1)
    assert success(("b", "a"), GRADES, 3)
    assert not success(("x", "y", "b", "a"), GRADES, 3)


def test_summaries() -> None:
    """Check mean, percentile and median, also of nothing."""
    assert mean([1, 0, 0]) == 0.3333
    assert mean([]) == 0.0
    assert percentile([1.0, 2.0, 3.0, 4.04], 0.5) == 2.0
    assert percentile([1.0, 2.0, 3.0, 4.04], 0.95) == 4.0
    assert percentile([], 0.5) is None
    assert median([1, 2, 9]) == 2
    assert median([]) is None


def test_figures_of_a_run() -> None:
    """Check the whole answer of a run of two queries."""
    first = Query("1", "没钱", "zh", "keyword", "a", GRADES)
    second = Query("2", "zzz", "en", "en-typo", "a", {"a": 2})
    done = Run(
        cold=(Answer(("a",), 100.0, 5000), Answer((), 300.0, 7000)),
        answers=((first, Answer(("a", "b"), 10.0, 0)), (second, Answer((), 30.0, 200))),
    )
    assert relevance(done) == {
        "ndcg_at_10": 0.5,
        "success_at_1": 0.5,
        "success_at_3": 0.5,
        "by_kind": {
            "keyword": {"n": 1, "ndcg_at_10": 1.0, "success_at_1": 1.0},
            "en-typo": {"n": 1, "ndcg_at_10": 0.0, "success_at_1": 0.0},
        },
        "misses": [{"id": "2", "query": "zzz", "intended": "a", "came": [], "ndcg_at_10": 0.0}],
    }
    assert cost(done) == {
        "zero_result_rate": 0.5,
        "latency_ms": {"first": 100.0, "p50": 10.0, "p95": 30.0},
        "bytes": {"first_query": 6000, "median_next": 100},
    }
