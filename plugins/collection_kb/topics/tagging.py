"""The topics of every article: declared ones are law, inferred ones fill the gaps."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.language import SOURCE_LANGUAGE
from collection_kb.knowledge.library import Library
from collection_kb.topics.engine import model_of
from collection_kb.topics.inference import infer_article


@dataclass(frozen=True)
class Tags:
    """The topics of an article, main one first, and whether its author left them to be inferred."""

    topics: tuple[str, ...]
    inferred: bool


TagsOf = Mapping[str, Tags]
"""The tags of every article by slug."""


def tag(library: Library, cache: Path, known: TagsOf | None = None) -> dict[str, Tags]:
    """Return the tags of all articles, `known` ones as they are; the model is only asked for when one needs it."""
    tags = dict(known or {})
    model = None
    for article in library.articles.values():
        if article.slug in tags:
            continue
        declared = library.declared_topics(article)
        if declared is None:
            model = model or model_of(library, cache)
            inferred = infer_article(article, model)
            tags[article.slug] = Tags(tuple(one.topic for one in inferred), inferred=True)
        else:
            tags[article.slug] = Tags(declared, inferred=False)
    return tags


def undeclared(library: Library, tags: TagsOf) -> list[Finding]:
    """Return a finding for every article whose topics were left to be inferred."""
    return [
        found(article.texts[SOURCE_LANGUAGE].path, 1, "KB027", inferred=", ".join(tags[slug].topics) or "—")
        for slug, article in library.articles.items()
        if tags[slug].inferred
    ]
