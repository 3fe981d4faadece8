"""Figures of searches for people: a plain list for one engine, a Markdown table for several."""

from collections.abc import Mapping
from typing import Any

from collection_kb.benchmark.comparison import Comparison, Judged

NAMES = {
    "ours": "this project",
    "material": "Material's search with jieba",
    "pagefind": "Pagefind (extended)",
    "minisearch": "MiniSearch, its own tokeniser",
    "bm25s": "BM25 (bm25s with jieba), no browser",
}
_HEAD = (
    "Engine",
    "nDCG@10",
    "first right",
    "right in 3",
    "no result",
    "worst kind",
    "first, ms",
    "later p50 / p95, ms",
    "first, kB",
    "later, kB",
)


def table(results: Mapping[str, Mapping[str, Any]]) -> str:
    """Return a Markdown table with a row an engine, in order."""
    rows = [_HEAD, tuple("---" for _ in _HEAD), *(_row(name, figures) for name, figures in results.items())]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def listing(figures: Mapping[str, Any]) -> str:
    """Return the figures of one engine, a line each."""
    lines = [f"{key}: {value}" for key, value in figures.items() if key not in {"by_kind", "misses", "answers"}]
    for kind, values in figures.get("by_kind", {}).items():
        lines.append(f"  {kind}: " + ", ".join(f"{key} {value}" for key, value in values.items()))
    for miss in figures.get("misses", ()):
        came = ", ".join(miss["came"]) or "nothing"
        lines.append(f"  missed “{miss['query']}”: {miss['intended']} intended, {came} came")
    return "".join(f"{line}\n" for line in lines)


def moves(comparison: Comparison) -> str:
    """Return the queries that moved, a line each, and the change of the mean."""
    lines = [
        f"{one.change:+.4f} {one.after.id} “{one.after.query}”: "
        f"{one.after.intended} {rank(one.before)} -> {rank(one.after)}"
        for one in comparison.moved
    ]
    lines.append(
        f"nDCG@10 {comparison.before:.4f} -> {comparison.after:.4f} ({comparison.change:+.4f}), "
        f"queries: {comparison.queries}, moved: {len(comparison.moved)}, worse: {len(comparison.worse)}"
    )
    return "".join(f"{line}\n" for line in lines)


def rank(judged: Judged) -> str:
    """Return the place of the intended article, or a dash when it did not come."""
    return "-" if judged.rank is None else f"#{judged.rank}"


def _row(name: str, figures: Mapping[str, Any]) -> tuple[str, ...]:
    kinds = figures.get("by_kind", {})
    worst = min(kinds, key=lambda kind: float(kinds[kind]["ndcg_at_10"]), default="")
    latency, bytes_ = figures["latency_ms"], figures["bytes"]
    return (
        NAMES.get(name, name),
        _share(figures.get("ndcg_at_10")),
        _share(figures.get("success_at_1")),
        _share(figures.get("success_at_3")),
        _share(figures["zero_result_rate"]),
        f"{worst} {_share(kinds[worst]['ndcg_at_10'])}" if worst else "-",
        _number(latency["first"]),
        f"{_number(latency['p50'])} / {_number(latency['p95'])}",
        _kilobytes(bytes_["first_query"]),
        _kilobytes(bytes_["median_next"]),
    )


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.0f}" if value >= 10 else f"{value:.1f}"


def _kilobytes(value: int | None) -> str:
    return "-" if value is None else f"{value / 1000:.1f}" if value < 10_000 else f"{value / 1000:.0f}"
