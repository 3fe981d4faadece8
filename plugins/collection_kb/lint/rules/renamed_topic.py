"""KB026: a topic has a new id."""

from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.language import SOURCE_LANGUAGE
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.taxonomy import successors


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each topic of an article that stands there under a former id."""
    renamed = successors(library.topics.values())
    for article in library.articles.values():
        text = article.texts[SOURCE_LANGUAGE]
        for index, topic in enumerate(article.facts.topics or ()):
            if topic in renamed:
                line = text.line("topics", index)
                yield found(text.path, line, "KB026", value=topic, successor=renamed[topic])
