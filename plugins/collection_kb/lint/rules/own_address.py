"""KB056: a link to an own page is written as an address of the site, which breaks wherever the site moves."""

import re
from collections.abc import Iterator
from posixpath import relpath

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.library import Library
from collection_kb.lint.addresses import is_on_a_host, scheme_of
from collection_kb.lint.references import written

_HOST = re.compile(r"(?:https?:)?//[^/#]*")
_END = re.compile(r"(?:/(?:index\.html)?|\.html|\.md)$")


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each link that begins with a slash, or with a host and ends like one of our articles."""
    for text, folder in written(library):
        for link in text.links():
            if link.is_image or scheme_of(link.target) not in {"", "https:", "http:", "//"}:
                continue
            path, mark, anchor = _HOST.sub("", link.target, count=1).partition("#")
            place = "/".join(_END.sub("", path).strip("/").split("/")[-2:]) + ".md"
            is_own = path.startswith("/") and "/" in place and place in library.places
            if is_own or (link.target.startswith("/") and not is_on_a_host(link.target)):
                hint = relpath(place, folder or ".") + mark + anchor if is_own else ""
                yield found(text.path, link.line, "KB056", value=link.target, hint=hint)
