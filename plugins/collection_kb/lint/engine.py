"""Collects the findings of a library."""

from collections.abc import Iterable
from pathlib import Path

from collection_kb.knowledge.finding import Finding
from collection_kb.knowledge.library import load_library


def find(docs: Path, paths: Iterable[Path] = ()) -> list[Finding]:
    """Return the findings below `docs` in order of file and line; given `paths`, only those in them."""
    root = docs.resolve()
    wanted = [path.resolve() for path in paths]
    return [
        finding
        for finding in load_library(root).findings
        if not wanted or any((root.parent / finding.path).is_relative_to(path) for path in wanted)
    ]
