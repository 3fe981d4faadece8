"""Figures of a search: how good the order of its answers is, how fast they come, and what they cost in bytes."""

import math
import statistics
from collections.abc import Mapping, Sequence

CUT = 10
"""Results that count: what lies below is not read while a debtor is on the line."""


def gain(grade: int) -> int:
    """Return what a result of this grade is worth: 0, 1 or 3."""
    return int(2**grade - 1)


def ndcg(order: Sequence[str], grades: Mapping[str, int], cut: int = CUT) -> float:
    """Return the discounted gain of the first `cut` results as a share of the best possible; 0 where nothing is graded.

    Jaervelin and Kekaelaeinen, 2002, with the exponential gain of Burges et al., 2005.
    """
    best = _discounted(sorted(grades.values(), reverse=True)[:cut])
    return _discounted([grades.get(slug, 0) for slug in order[:cut]]) / best if best else 0.0


def success(order: Sequence[str], grades: Mapping[str, int], first: int) -> bool:
    """Return whether an exact answer, of grade 2, is among the first few results."""
    return any(grades.get(slug, 0) == 2 for slug in order[:first])


def mean(values: Sequence[float]) -> float:
    """Return the mean to four places; 0 of nothing."""
    return round(statistics.fmean(values), 4) if values else 0.0


def percentile(values: Sequence[float], share: float) -> float | None:
    """Return the smallest value that at least this share of the values does not exceed, to a tenth; None of nothing."""
    if not values:
        return None
    return round(sorted(values)[max(0, math.ceil(share * len(values)) - 1)], 1)


def median(values: Sequence[int]) -> int | None:
    """Return the median as a whole number; None of nothing."""
    return round(statistics.median(values)) if values else None


def _discounted(grades: Sequence[int]) -> float:
    return sum(gain(grade) / math.log2(rank + 2) for rank, grade in enumerate(grades))
