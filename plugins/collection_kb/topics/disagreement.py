"""Where declared and inferred topics differ: articles worth a second look, the most confident disagreement first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from collection_kb.knowledge.library import Library
from collection_kb.topics.document import article_document
from collection_kb.topics.inference import decide, mean_scores
from collection_kb.topics.model import Example, train

FOLDS = 5


@dataclass(frozen=True)
class Disagreement:
    """An article with what was declared and what a model that has not seen it infers.

    `confidence` is the score by which the inferred main topic leads the declared one, or the score of what is missing.
    """

    slug: str
    declared: tuple[str, ...]
    inferred: tuple[str, ...]
    confidence: float


def unseen_scores(
    library: Library, examples: Sequence[Example], slugs: Sequence[str], folds: int = FOLDS
) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield the scores of articles, each judged by a model that has not seen it: one model for a fold."""
    for fold in range(folds):
        left_out = slugs[fold::folds]
        if not left_out:
            continue
        names = {f"{slug}.{language}" for slug in left_out for language in library.articles[slug].texts}
        model = train([example for example in examples if example.name not in names], tuple(library.topics))
        for slug in left_out:
            article = library.articles[slug]
            yield slug, mean_scores((article_document(text, article.type) for text in article.texts.values()), model)


def disagreements(library: Library, examples: Sequence[Example]) -> list[Disagreement]:
    """Return the disagreements over all articles with declared topics."""
    found = []
    slugs = [slug for slug, article in library.articles.items() if library.declared_topics(article) is not None]
    for slug, scores in unseen_scores(library, examples, slugs):
        declared = library.declared_topics(library.articles[slug]) or ()
        inferred = tuple(one.topic for one in decide(scores))
        if set(declared) != set(inferred) or declared[:1] != inferred[:1]:
            best = scores[inferred[0]] if inferred else 0.0
            lead = best - scores[declared[0]] if declared else best
            missing = max((scores[topic] for topic in inferred if topic not in declared), default=0.0)
            found.append(Disagreement(slug, declared, inferred, max(lead, missing)))
    return sorted(found, key=lambda one: (-one.confidence, one.slug))
