"""How good the tagger is: the figures of a judged set of passages."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from collection_kb.knowledge.labelled_text import LabelledText
from collection_kb.topics.model import NONE


@dataclass(frozen=True)
class Judgement:
    """A passage with the topics that it has and those that it was given."""

    passage: LabelledText
    given: tuple[str, ...]


def figures(judgements: Sequence[Judgement], topics: Sequence[str]) -> dict[str, object]:
    """Return micro and macro F1 (from 0 to 1), how often the main topic is right, how often none is rightly given."""
    tagged = [judgement for judgement in judgements if judgement.passage.topics]
    untagged = [judgement for judgement in judgements if not judgement.passage.topics]
    return {
        "passages": len(judgements),
        "micro_f1": _round(_f1(judgements, topics)),
        "macro_f1": _round(_mean(_f1(judgements, (topic,)) for topic in topics)),
        "main_topic_accuracy": _round(_mean(one.given[:1] == one.passage.topics[:1] for one in tagged)),
        "untagged_accuracy": _round(_mean(not one.given for one in untagged)),
    }


def confusion(judgements: Iterable[Judgement]) -> dict[str, dict[str, int]]:
    """Return, for every main topic that passages have, how often which main topic was given."""
    table: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for judgement in judgements:
        table[(*judgement.passage.topics, NONE)[0]][(*judgement.given, NONE)[0]] += 1
    return {row: dict(columns) for row, columns in table.items()}


def _f1(judgements: Iterable[Judgement], topics: Iterable[str]) -> float:
    counted = set(topics)
    right = wrong = missed = 0
    for judgement in judgements:
        has, given = set(judgement.passage.topics) & counted, set(judgement.given) & counted
        right += len(has & given)
        wrong += len(given - has)
        missed += len(has - given)
    return 2 * right / (2 * right + wrong + missed) if right else 0.0


def _mean(values: Iterable[float]) -> float:
    numbers = [float(value) for value in values]
    return sum(numbers) / len(numbers) if numbers else 0.0


def _round(value: float) -> float:
    return round(value, 4)
