"""KB038: white space that says nothing."""

from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.library import Library
from collection_kb.lint.front_matter import untrimmed
from collection_kb.lint.references import written
from collection_kb.lint.white_space import idle_lines


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each line that ends in it and each value that begins or ends with it."""
    sources = {source.path: source.text for source in library.sources}
    for text, _ in written(library):
        lines = {*idle_lines(sources[text.path]), *(text.line(*position) for position, _ in untrimmed(text.front))}
        yield from (found(text.path, line, "KB038") for line in sorted(lines))
