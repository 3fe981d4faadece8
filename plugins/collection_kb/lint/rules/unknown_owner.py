"""KB022: the owner of an article is no role."""

from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.language import SOURCE_LANGUAGE
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.suggestion import nearest


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each article."""
    allowed = tuple(library.roles)
    for article in library.articles.values():
        owner = article.facts.owner
        if owner and allowed and owner not in allowed:
            text = article.texts[SOURCE_LANGUAGE]
            hint = nearest(owner, allowed)
            yield found(text.path, text.line("owner"), "KB022", value=owner, hint=hint, allowed=allowed)
