"""Collects the findings of a library."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from collection_kb.knowledge.finding import Finding
from collection_kb.knowledge.library import Library, load_library
from collection_kb.lint.rules import RULES, UPKEEP
from collection_kb.topics.tagging import tag, undeclared


@lru_cache(maxsize=2)
def findings_of(library: Library) -> tuple[Finding, ...]:
    """Return the findings that hold on any day, in order of file and line; several plugins of a build ask for them."""
    return tuple(sorted({*library.findings, *(finding for rule in RULES for finding in rule(library))}))


def find(docs: Path, paths: Iterable[Path] = (), *, today: dt.date, cache: Path | None = None) -> list[Finding]:
    """Return the findings below `docs` on the day `today`; given `paths`, only those in them.

    With a `cache` for the learned model, articles that leave their topics to be inferred are found as well.
    """
    root = docs.resolve()
    library = load_library(root)
    findings = [*findings_of(library)]
    findings += [finding for rule in UPKEEP for finding in rule(library, today)]
    if cache:
        findings += undeclared(library, tag(library, cache))
    wanted = [path.resolve() for path in paths]
    return [
        finding
        for finding in sorted(findings)
        if not wanted or any((root.parent / finding.path).is_relative_to(path) for path in wanted)
    ]
