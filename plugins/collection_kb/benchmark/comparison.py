"""Two answers to the same judged queries, before a change and after it: which queries moved, and by how much."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from collection_kb.benchmark.engines.engine import Answer
from collection_kb.benchmark.metrics import CUT, mean, ndcg
from collection_kb.benchmark.queries import Query


@dataclass(frozen=True)
class Judged:
    """What came for a query, best first, and its nDCG@10."""

    id: str
    query: str
    lang: str
    intended: str
    came: tuple[str, ...]
    ndcg_at_10: float

    @property
    def rank(self) -> int | None:
        """Return the place of the intended article, from 1; None when it did not come."""
        return self.came.index(self.intended) + 1 if self.intended in self.came else None


@dataclass(frozen=True)
class Moved:
    """A query whose answer became better or worse, or whose intended article changed its place."""

    before: Judged
    after: Judged

    @property
    def change(self) -> float:
        """Return by how much nDCG@10 grew."""
        return round(self.after.ndcg_at_10 - self.before.ndcg_at_10, 4)


@dataclass(frozen=True)
class Comparison:
    """The queries that both were asked, their mean nDCG@10 before and after, and those that moved, the worst first."""

    queries: int
    before: float
    after: float
    moved: tuple[Moved, ...]

    @property
    def change(self) -> float:
        """Return by how much the mean grew."""
        return round(self.after - self.before, 4)

    @property
    def worse(self) -> tuple[Moved, ...]:
        """Return the queries whose answer lost."""
        return tuple(one for one in self.moved if one.change < 0)


def judge(answers: Iterable[tuple[Query, Answer]]) -> tuple[Judged, ...]:
    """Return the verdict on each answer."""
    return tuple(
        Judged(
            query.id,
            query.text,
            query.language,
            query.intended,
            answer.slugs[:CUT],
            round(ndcg(answer.slugs, query.grades), 4),
        )
        for query, answer in answers
    )


def as_json(judged: Iterable[Judged]) -> list[dict[str, object]]:
    """Return the verdicts as `kb bench search --json` prints them."""
    return [asdict(one) for one in judged]


def from_json(data: object) -> tuple[Judged, ...]:
    """Return the verdicts of an output of `kb bench search --json`; raises ValueError when it is none."""
    try:
        return tuple(
            Judged(
                str(one["id"]),
                str(one["query"]),
                str(one["lang"]),
                str(one["intended"]),
                tuple(map(str, one["came"])),
                float(one["ndcg_at_10"]),
            )
            for one in data["answers"]  # type: ignore[index] # whatever else it is, raises what is caught here
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError("not the output of `kb bench search --json`") from error


def compare(before: Sequence[Judged], after: Sequence[Judged]) -> Comparison:
    """Return what moved between two runs; queries that only one of them was asked are left aside."""
    former = {one.id: one for one in before}
    pairs = [Moved(former[one.id], one) for one in after if one.id in former]
    moved = [pair for pair in pairs if pair.change or pair.before.rank != pair.after.rank]
    return Comparison(
        len(pairs),
        mean([pair.before.ndcg_at_10 for pair in pairs]),
        mean([pair.after.ndcg_at_10 for pair in pairs]),
        tuple(sorted(moved, key=lambda pair: (pair.change, pair.after.id))),
    )
