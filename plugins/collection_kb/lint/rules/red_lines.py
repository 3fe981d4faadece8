"""KB070: a line to be spoken crosses a red line."""

from collections.abc import Iterator

from collection_kb.knowledge.body import Spoken
from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.wording import Checker


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each line and red line. Sections that show wording because it is wrong are passed over."""
    checker = Checker(library.red_lines.values())
    for article in library.articles.values():
        for language, text in article.texts.items():
            for spoken in article.sayable(language):
                yield from _find(checker, text.path, spoken)
    for page in library.pages:
        for spoken in page.spoken():
            yield from _find(checker, page.path, spoken)


def _find(checker: Checker, path: str, spoken: Spoken) -> Iterator[Finding]:
    for match in checker.check(spoken.text):
        red_line = match.red_line
        yield found(
            path,
            spoken.line,
            "KB070",
            words=match.words,
            provision=red_line.provisions[0],
            label_zh=red_line.labels["zh"],
            label_en=red_line.labels["en"],
            instead_zh=red_line.instead["zh"],
            instead_en=red_line.instead["en"],
        )
