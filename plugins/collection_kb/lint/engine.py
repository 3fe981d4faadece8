"""Collects the findings of a library."""

from collections.abc import Iterable
from pathlib import Path

from collection_kb.knowledge.finding import Finding
from collection_kb.knowledge.library import load_library
from collection_kb.topics.tagging import tag, undeclared


def find(docs: Path, paths: Iterable[Path] = (), cache: Path | None = None) -> list[Finding]:
    """Return the findings below `docs` in order of file and line; given `paths`, only those in them.

    With a `cache` for the learned model, articles that leave their topics to be inferred are found as well.
    """
    root = docs.resolve()
    library = load_library(root)
    findings = list(library.findings)
    if cache:
        findings = sorted([*findings, *undeclared(library, tag(library, cache))])
    wanted = [path.resolve() for path in paths]
    return [
        finding
        for finding in findings
        if not wanted or any((root.parent / finding.path).is_relative_to(path) for path in wanted)
    ]
