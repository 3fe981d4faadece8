"""Where declared and inferred topics differ: articles worth a second look, the most confident disagreement first."""

from collections.abc import Sequence
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


def disagreements(library: Library, examples: Sequence[Example]) -> list[Disagreement]:
    """Return the disagreements over all articles with declared topics; each article is judged by a model without it."""
    found = []
    slugs = [slug for slug, article in library.articles.items() if library.declared_topics(article) is not None]
    for fold in range(FOLDS):
        left_out = slugs[fold::FOLDS]
        if not left_out:
            continue
        names = {f"{slug}.{language}" for slug in left_out for language in library.articles[slug].texts}
        model = train([example for example in examples if example.name not in names], tuple(library.topics))
        for slug in left_out:
            article = library.articles[slug]
            documents = [article_document(text, article.type) for text in article.texts.values()]
            scores = mean_scores(documents, model)
            declared = library.declared_topics(article) or ()
            inferred = tuple(one.topic for one in decide(scores))
            if set(declared) != set(inferred) or declared[:1] != inferred[:1]:
                best = scores[inferred[0]] if inferred else 0.0
                lead = best - scores[declared[0]] if declared else best
                missing = max((scores[topic] for topic in inferred if topic not in declared), default=0.0)
                found.append(Disagreement(slug, declared, inferred, max(lead, missing)))
    return sorted(found, key=lambda one: (-one.confidence, one.slug))
