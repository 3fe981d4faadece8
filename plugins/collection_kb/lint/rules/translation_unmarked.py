"""KB036: an English file does not say from which Chinese text it was made."""

from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.library import Library
from collection_kb.lint.translation import pairs


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each English file without a digest."""
    for pair in pairs(library):
        if ("translation_of",) not in pair.english.front.lines:  # without a right value it is reported by itself
            yield found(pair.english.path, 1, "KB036", expected=pair.digest)
