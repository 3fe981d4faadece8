"""KB055: a link leads to a kind of address that a page must not lead to."""

from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.library import Library
from collection_kb.lint.addresses import is_on_a_host, scheme_of
from collection_kb.lint.references import written

ALLOWED = ("https:", "mailto:", "tel:", "law:")


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each link. Images from another host are left to KB054."""
    for text, _ in written(library):
        for link in text.links():
            scheme = scheme_of(link.target)
            if scheme and scheme not in ALLOWED and not (link.is_image and is_on_a_host(link.target)):
                yield found(text.path, link.line, "KB055", value=scheme, allowed=ALLOWED)
