"""KB020: an article has a topic that is not in `topics.yml`."""

from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.language import SOURCE_LANGUAGE
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.suggestion import nearest
from collection_kb.knowledge.taxonomy import successors


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each topic; those that have a new id are left to KB026."""
    renamed = successors(library.topics.values())
    allowed = tuple(library.topics)
    for article in library.articles.values():
        text = article.texts[SOURCE_LANGUAGE]
        for index, topic in enumerate(article.facts.topics or ()):
            if allowed and topic not in library.topics and topic not in renamed:
                line = text.line("topics", index)
                yield found(text.path, line, "KB020", value=topic, hint=nearest(topic, allowed), allowed=allowed)
