"""KB034: nothing leads to a page. Articles stand in the lists of their stage and topics, so pages only can be lost."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import normpath

from collection_kb.citations.pages import NARRATIVE_PAGES
from collection_kb.knowledge.content_files import TAKEN
from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.library import Library
from collection_kb.lint.references import written
from collection_kb.reader.view import HOME


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each page that is not listed and that no other text links to."""
    reached = {HOME, *NARRATIVE_PAGES}
    for text, folder in written(library):
        for link in text.links():
            target = link.target.partition("#")[0]
            path = normpath(f"{folder}/{target}")
            if target and text.path.partition("/")[2].partition("/")[2] != path:
                reached.add(path)
    for page in library.pages:
        if page.name not in reached and PurePosixPath(page.name).stem not in TAKEN:  # KB106
            yield found(page.path, 1, "KB034")
