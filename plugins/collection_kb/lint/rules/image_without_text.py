"""KB052: an image has no alternative text."""

import re
from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.library import Library
from collection_kb.lint.references import written

_BY_NAME = re.compile(r"!\[\s*\]\[([^\[\]]*)\]")


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each image."""
    for text, _ in written(library):
        for link in text.links():
            if link.is_image and not link.text.strip():
                yield found(text.path, link.line, "KB052", value=link.target)
        for line, words in text.prose():
            for match in _BY_NAME.finditer(words):
                yield found(text.path, line, "KB052", value=match[1])
