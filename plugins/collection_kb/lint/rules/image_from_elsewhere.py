"""KB054: an image comes from another host: call centres cannot reach it, and the host learns who reads what."""

from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.library import Library
from collection_kb.lint.addresses import is_on_a_host
from collection_kb.lint.references import written


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each image."""
    for text, _ in written(library):
        for link in text.links():
            if link.is_image and is_on_a_host(link.target):
                yield found(text.path, link.line, "KB054", value=link.target)
