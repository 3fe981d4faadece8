"""KB030: an article has no English file."""

from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.library import Library


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each article."""
    for paths in library.article_files.values():
        if "en" not in paths:
            path = paths["zh"]
            yield found(path, 1, "KB030", expected=path.replace("/zh/", "/en/", 1))
