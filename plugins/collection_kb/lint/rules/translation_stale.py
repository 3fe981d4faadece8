"""KB035: the Chinese text has changed since the English one was made from it."""

from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.library import Library
from collection_kb.lint.translation import pairs


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each English file whose recorded digest is not that of its Chinese text."""
    for pair in pairs(library):
        if pair.recorded and pair.recorded != pair.digest:
            yield found(pair.english.path, pair.line, "KB035", other=pair.chinese.path, expected=pair.digest)
