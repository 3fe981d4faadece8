"""Puts judged queries to an engine and turns the answers into figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from collection_kb.benchmark.engines.engine import Answer, Engine
from collection_kb.benchmark.metrics import CUT, mean, median, ndcg, percentile, success
from collection_kb.benchmark.queries import Query
from collection_kb.knowledge.language import LANGUAGES

COLD_STARTS = 3
"""Fresh visits a language: one alone is at the mercy of what else the machine does."""

SHOWN = 3


@dataclass(frozen=True)
class Run:
    """What an engine answered: first queries of fresh visits, and every query on a page that has answered before."""

    cold: tuple[Answer, ...]
    answers: tuple[tuple[Query, Answer], ...]


def run(engine: Engine, queries: Sequence[Query]) -> Run:
    """Return the answers of an engine, every query asked in the language of its searcher."""
    cold: list[Answer] = []
    for language in LANGUAGES:
        for query in [query for query in queries if query.language == language][:COLD_STARTS]:
            with engine.open(language) as session:
                cold.append(session.ask(query.text, at_once=True))
    return Run(tuple(cold), answer(engine, queries))


def answer(engine: Engine, queries: Sequence[Query]) -> tuple[tuple[Query, Answer], ...]:
    """Return the answer to every query, on a page that has answered before."""
    answers: list[tuple[Query, Answer]] = []
    for language in LANGUAGES:
        asked = [query for query in queries if query.language == language]
        if asked:
            with engine.open(language) as session:
                session.ask(asked[-1].text)
                answers += [(query, session.ask(query.text)) for query in asked]
    return tuple(answers)


def relevance(done: Run) -> dict[str, object]:
    """Return how good the answers are, overall and by kind of query, and those that were not."""
    kinds: dict[str, list[tuple[Query, Answer]]] = {}
    for query, answer in done.answers:
        kinds.setdefault(query.kind, []).append((query, answer))
    return {
        **_quality(done.answers),
        "success_at_3": _success(done.answers, 3),
        "by_kind": {kind: {"n": len(judged), **_quality(judged)} for kind, judged in kinds.items()},
        "misses": [
            {
                "id": query.id,
                "query": query.text,
                "intended": query.intended,
                "came": list(answer.slugs[:SHOWN]),
                "ndcg_at_10": round(ndcg(answer.slugs, query.grades), 4),
            }
            for query, answer in done.answers
            if not success(answer.slugs, query.grades, 1)
        ],
    }


def cost(done: Run) -> dict[str, object]:
    """Return how often nothing came, and what the answers cost the reader in time and bytes."""
    warm = [answer for _, answer in done.answers]
    return {
        "zero_result_rate": mean([not answer.slugs for answer in warm]),
        "latency_ms": {
            "first": percentile([answer.milliseconds for answer in done.cold], 0.5),
            "p50": percentile([answer.milliseconds for answer in warm], 0.5),
            "p95": percentile([answer.milliseconds for answer in warm], 0.95),
        },
        "bytes": {
            "first_query": median([answer.bytes for answer in done.cold]),
            "median_next": median([answer.bytes for answer in warm]),
        },
    }


def _quality(judged: Sequence[tuple[Query, Answer]]) -> dict[str, float]:
    return {
        f"ndcg_at_{CUT}": mean([ndcg(answer.slugs, query.grades) for query, answer in judged]),
        "success_at_1": _success(judged, 1),
    }


def _success(judged: Sequence[tuple[Query, Answer]], first: int) -> float:
    return mean([success(answer.slugs, query.grades, first) for query, answer in judged])
