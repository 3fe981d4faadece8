"""KB058: no article treats a passage of the source."""

from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.library import Library


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each passage, once all articles can be read: one of the others may treat it."""
    if not library.articles or len(library.articles) < len(library.article_files):
        return
    used = {passage for article in library.articles.values() for passage in article.facts.seed}
    for passage in library.seed_passages.values():
        if passage.id not in used:
            yield found(passage.path, passage.line, "KB058", value=passage.id)
