"""KB050: a link leads to a file that does not exist."""

from collections.abc import Iterator
from posixpath import normpath, relpath
from urllib.parse import unquote

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.suggestion import nearest
from collection_kb.lint.addresses import scheme_of
from collection_kb.lint.references import written


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each link to a file. A Markdown file that only the other language has will do.

    Images are left to KB053, addresses from the root to KB056.
    """
    for text, folder in written(library):
        for link in text.links():
            if link.is_image or scheme_of(link.target) or link.target.startswith(("#", "/")):
                continue
            target = unquote(link.target.partition("#")[0])
            path = normpath(f"{folder}/{target}" if folder else target) if target else ""
            if path not in library.places and normpath(f"{text.language}/{path}") not in library.files:
                hint = nearest(path, library.places)
                place = hint and relpath(hint, folder or ".")
                yield found(text.path, link.line, "KB050", value=link.target, hint=place)
