"""Topics for a text whose author named none: the keywords of the taxonomy, weighed by where they stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from collection_kb.knowledge.article import TOPIC_LIMIT, Article, Text
from collection_kb.knowledge.language import LANGUAGES
from collection_kb.knowledge.taxonomy import Topic

TITLE_WEIGHT = 4.0
SUMMARY_WEIGHT = 2.0
THRESHOLD = 3.0
"""One word in running text is not enough."""

SHARE = 0.5
"""A further topic must reach this share of the main one."""


@dataclass(frozen=True)
class Inferred:
    """A topic with its score; the higher the surer, without an upper bound."""

    topic: str
    score: float


def infer(article: Article, topics: Iterable[Topic]) -> tuple[Inferred, ...]:
    """Return up to three topics, main one first; none when no topic has enough evidence."""
    scores = sorted(
        (Inferred(topic.id, sum(_score(text, topic) for text in article.texts.values())) for topic in topics),
        key=lambda inferred: -inferred.score,
    )
    if not scores or scores[0].score < THRESHOLD:
        return ()
    floor = max(THRESHOLD, scores[0].score * SHARE)
    return tuple(inferred for inferred in scores[:TOPIC_LIMIT] if inferred.score >= floor)


def _score(text: Text, topic: Topic) -> float:
    fields = (
        (TITLE_WEIGHT, " ".join((text.title, *text.aliases))),
        (SUMMARY_WEIGHT, text.summary),
        (1.0, text.body),
    )
    keywords = [keyword.word.casefold() for language in LANGUAGES for keyword in topic.keywords[language]]
    return sum(weight * sum(keyword in field.casefold() for keyword in keywords) for weight, field in fields)
