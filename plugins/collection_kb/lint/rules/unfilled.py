"""KB095: something of the template still waits to be filled in."""

import re
from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.library import Library

MARK = re.compile(r"【待填：([^】\n]*)】|\[to fill: ([^\]\n]*)\]")
"""The marks that `kb new` writes."""


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each mark."""
    for source in library.sources:
        if source.path.endswith(".md"):
            for line, text in enumerate(source.text.split("\n"), start=1):
                for match in MARK.finditer(text):
                    yield found(source.path, line, "KB095", value=match[1] or match[2])
