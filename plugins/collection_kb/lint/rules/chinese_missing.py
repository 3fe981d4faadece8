"""KB031: an article has no Chinese file."""

from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.library import Library


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each article."""
    for paths in library.article_files.values():
        if "zh" not in paths:
            path = paths["en"]
            yield found(path, 1, "KB031", expected=path.replace("/en/", "/zh/", 1))
