"""Why a text gets its topics: scores, the words that speak for and against, similar texts, and what would change it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from collection_kb.topics.document import Document
from collection_kb.topics.inference import DOUBT, MAIN, SECOND, decide, mean_scores
from collection_kb.topics.model import NONE, Example, Model

EVIDENCE = 6
NEIGHBOURS = 3


@dataclass(frozen=True)
class Evidence:
    """A term with the fields in which it stands, and what it adds to the score (less than 0: takes away)."""

    term: str
    places: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class Neighbour:
    """A labelled text that is similar: cosine from 0 to 1."""

    name: str
    topics: tuple[str, ...]
    similarity: float


@dataclass(frozen=True)
class TopicExplanation:
    """A topic with its score, whether it is given, what is missing (or to spare, above 0), and the evidence."""

    topic: str
    score: float
    given: bool
    margin: float
    evidence: tuple[Evidence, ...]
    decisive: tuple[str, ...]
    """Terms without which the topic would not be given; empty when no few of them decide."""


@dataclass(frozen=True)
class Explanation:
    """All topics, the likeliest first, and the most similar labelled texts."""

    given: tuple[str, ...]
    none_score: float
    topics: tuple[TopicExplanation, ...]
    neighbours: tuple[Neighbour, ...]


def explain(documents: Sequence[Document], model: Model, examples: Sequence[Example]) -> Explanation:
    """Return the explanation of a text that `documents` give in one or more languages."""
    scores = mean_scores(documents, model)
    given = tuple(one.topic for one in decide(scores))
    ranked = sorted((topic for topic in scores if topic != NONE), key=lambda topic: (-scores[topic], topic))
    return Explanation(
        given=given,
        none_score=scores[NONE],
        topics=tuple(_explain_topic(topic, documents, model, scores, given) for topic in ranked),
        neighbours=_neighbours(documents, model, examples),
    )


def _explain_topic(
    topic: str, documents: Sequence[Document], model: Model, scores: dict[str, float], given: tuple[str, ...]
) -> TopicExplanation:
    evidence = _evidence(topic, documents, model)
    is_main = topic == max((label for label in scores if label != NONE), key=lambda label: scores[label])
    margin = scores[topic] - DOUBT * scores[NONE] - MAIN if is_main else scores[topic] - SECOND
    strongest = sorted(evidence, key=lambda one: -abs(one.weight))[:EVIDENCE]
    return TopicExplanation(
        topic=topic,
        score=scores[topic],
        given=topic in given,
        margin=margin,
        evidence=tuple(strongest),
        decisive=_decisive(evidence, margin) if topic in given else (),
    )


def _evidence(topic: str, documents: Sequence[Document], model: Model) -> list[Evidence]:
    column = model.labels.index(topic)
    names = list(model.vocabulary)
    result = []
    for document in documents:
        indices, values = model.vector(document)
        for index, value in zip(indices, values * model.weights[indices, column] / len(documents), strict=True):
            result.append(Evidence(names[index], document.places(names[index]), float(value)))
    return result


def _decisive(evidence: Sequence[Evidence], margin: float) -> tuple[str, ...]:
    """Return the fewest strong terms whose weight exceeds the margin, if three are enough."""
    taken: list[str] = []
    for one in sorted(evidence, key=lambda one: -one.weight)[:NEIGHBOURS]:
        taken.append(one.term)
        margin -= one.weight
        if margin < 0:
            return tuple(taken)
    return ()


def _neighbours(documents: Sequence[Document], model: Model, examples: Sequence[Example]) -> tuple[Neighbour, ...]:
    dense = np.zeros((len(documents), len(model.vocabulary)), np.float32)
    for row, document in enumerate(documents):
        indices, values = model.vector(document)
        dense[row, indices] = values
    found = []
    for example in examples:
        if example.document in documents:
            continue
        indices, values = model.vector(example.document)
        found.append(Neighbour(example.name, example.topics, float((dense[:, indices] @ values).max())))
    return tuple(sorted(found, key=lambda one: (-one.similarity, one.name))[:NEIGHBOURS])
