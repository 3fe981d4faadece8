"""Collects the findings of a library, at the levels that are set for it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from collection_kb.knowledge.content_files import odd_files
from collection_kb.knowledge.finding import Finding
from collection_kb.knowledge.library import Library, load_library
from collection_kb.lint.rules import RULES, UPKEEP


@lru_cache(maxsize=2)
def findings_of(library: Library) -> tuple[Finding, ...]:
    """Return the findings that hold on any day, in order of file and line; each plugin of a build asks for its own."""
    return at_set_levels({*library.findings, *(finding for rule in RULES for finding in rule(library))}, library)


def at_set_levels(findings: Iterable[Finding], library: Library) -> tuple[Finding, ...]:
    """Return findings with the levels of `lint.yml`, without those that are switched off, in order."""
    result = []
    for finding in sorted(findings):
        setting = library.levels.get(finding.rule)
        if setting != "off":
            result.append(replace(finding, set_level=setting) if setting else finding)
    return tuple(result)


def find(docs: Path, paths: Iterable[Path] = (), *, today: dt.date, cache: Path | None = None) -> list[Finding]:
    """Return the findings below `docs` on the day `today`; given `paths`, only those in them.

    With a `cache` for the learned model, articles that leave their topics to be inferred are found as well.
    """
    root = docs.resolve()
    library = load_library(root)
    more = [*odd_files(root), *(finding for rule in UPKEEP for finding in rule(library, today))]
    if cache:
        from collection_kb.topics.tagging import tag, undeclared  # noqa: PLC0415 - numpy takes long to import

        more += undeclared(library, tag(library, cache))
    wanted = [path.resolve() for path in paths]
    return [
        finding
        for finding in sorted((*findings_of(library), *at_set_levels(more, library)))
        if not wanted or any((root.parent / finding.path).is_relative_to(path) for path in wanted)
    ]
