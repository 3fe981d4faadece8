"""KB050: a link leads to a file that does not exist."""

from collections.abc import Iterator
from posixpath import normpath, relpath

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.suggestion import nearest
from collection_kb.lint.references import written


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each link to a Markdown file. A file that only the other language has will do."""
    for text, folder in written(library):
        for link in text.links():
            target = link.target.partition("#")[0]
            if target.endswith(".md") and ":" not in target:
                path = normpath(f"{folder}/{target}" if folder else target)
                if path not in library.places:
                    hint = nearest(path, library.places)
                    hint = hint and relpath(hint, folder or ".")
                    yield found(text.path, link.line, "KB050", value=link.target, hint=hint)
