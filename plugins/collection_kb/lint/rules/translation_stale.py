"""KB035: the Chinese text has changed since the English one was made from it."""

from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.library import Library
from collection_kb.lint.translation import pairs

_KEYS = "KB01"
"""How the rules for the keys of the front matter begin."""


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each English file whose recorded digest is not that of its Chinese text.

    A Chinese text whose keys have a mistake is left aside: with it mended, the digest may be right.
    """
    doubtful = {finding.path for finding in library.findings if finding.rule.startswith(_KEYS)}
    for pair in pairs(library):
        if pair.recorded and pair.recorded != pair.digest and pair.chinese.path not in doubtful:
            yield found(pair.english.path, pair.line, "KB035", other=pair.chinese.path, expected=pair.digest)
