"""Topics for a text whose author named none: up to three, main one first, or none at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from collection_kb.knowledge.article import TOPIC_LIMIT, Article
from collection_kb.topics.document import Document, article_document
from collection_kb.topics.model import NONE, Model

MAIN = 0.14
SECOND = 0.31
DOUBT = 1.0
"""Thresholds, chosen by cross-validation over the labelled texts; `kb bench topics --folds` shows their effect.

The best topic must exceed MAIN after DOUBT times the score of "none of them" is taken off; a further one SECOND.
"""


@dataclass(frozen=True)
class Inferred:
    """A topic with its score: about 1 when the text is plainly about it."""

    topic: str
    score: float


def decide(scores: Mapping[str, float]) -> tuple[Inferred, ...]:
    """Return the topics that the scores of all labels speak for."""
    ranked = sorted(
        (Inferred(topic, score) for topic, score in scores.items() if topic != NONE),
        key=lambda one: (-one.score, one.topic),
    )
    if not ranked or ranked[0].score - DOUBT * scores[NONE] < MAIN:
        return ()
    return tuple(one for one in ranked[:TOPIC_LIMIT] if one is ranked[0] or one.score >= SECOND)


def mean_scores(documents: Iterable[Document], model: Model) -> dict[str, float]:
    """Return the scores of a text that exists in several languages."""
    all_scores = [model.scores(document) for document in documents]
    return {label: sum(scores[label] for scores in all_scores) / len(all_scores) for label in model.labels}


def infer_article(article: Article, model: Model) -> tuple[Inferred, ...]:
    """Return the topics of an article, all its languages taken together."""
    return decide(mean_scores((article_document(text, article.type) for text in article.texts.values()), model))
