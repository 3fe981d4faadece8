"""Why a text gets its topics: scores, the words that speak for and against, similar texts, and what would change it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from collection_kb.topics.document import Document
from collection_kb.topics.inference import DOUBT, MAIN, SECOND, decide, mean_scores
from collection_kb.topics.model import NONE, Example, Model

EVIDENCE = 6
NEIGHBOURS = 3
DECISIVE = 8


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
    weights = _term_weights(topic, documents, model)
    is_main = topic == max((label for label in scores if label != NONE), key=lambda label: scores[label])
    margin = scores[topic] - DOUBT * scores[NONE] - MAIN if is_main else scores[topic] - SECOND
    strongest = sorted(weights, key=lambda term: (-abs(weights[term]), term))[:EVIDENCE]
    return TopicExplanation(
        topic=topic,
        score=scores[topic],
        given=topic in given,
        margin=margin,
        evidence=tuple(Evidence(term, _places(term, documents), weights[term]) for term in strongest),
        decisive=_decisive(weights, margin) if topic in given else (),
    )


def _term_weights(topic: str, documents: Sequence[Document], model: Model) -> dict[str, float]:
    """Return what each term adds to the score of a topic."""
    column = model.labels.index(topic)
    result: dict[str, float] = {}
    for document in documents:
        known = [term for term in document.terms() if term in model.vocabulary]
        indices, values = model.vector(document)
        for term, added in zip(known, values * model.weights[indices, column], strict=True):
            result[term] = result.get(term, 0.0) + float(added) / len(documents)
    return result


def _places(term: str, documents: Sequence[Document]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place for document in documents for place in document.places(term)))


def _decisive(weights: dict[str, float], margin: float) -> tuple[str, ...]:
    """Return the fewest strong terms whose weight exceeds the margin, if a few are enough."""
    taken: list[str] = []
    for term in sorted(weights, key=lambda term: (-weights[term], term))[:DECISIVE]:
        taken.append(term)
        margin -= weights[term]
        if margin < 0:
            return tuple(taken)
    return ()


def _neighbours(documents: Sequence[Document], model: Model, examples: Sequence[Example]) -> tuple[Neighbour, ...]:
    dense = np.zeros((len(documents), len(model.vocabulary)))
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
