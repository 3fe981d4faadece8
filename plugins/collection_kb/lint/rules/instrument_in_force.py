"""KB028: an article rests on a provision whose instrument is replaced or closed."""

from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.language import SOURCE_LANGUAGE
from collection_kb.knowledge.library import Library

PAGE_OF_CHANGES = "law-changes.md"


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each place that cites it. The page of changes may: it tells what is over."""
    for article in library.articles.values():
        places = [
            (article.texts[SOURCE_LANGUAGE], line, id_)
            for index, id_ in enumerate(article.facts.provisions)
            for line in [article.texts[SOURCE_LANGUAGE].line("provisions", index)]
        ]
        places += [(text, link.line, link.target) for text in article.texts.values() for link in text.citations()]
        for text, line, id_ in places:
            yield from _find(library, text.path, line, id_)
    for page in library.pages:
        if page.name != PAGE_OF_CHANGES:
            for link in page.citations():
                yield from _find(library, page.path, link.line, link.target)


def _find(library: Library, path: str, line: int, id_: str) -> Iterator[Finding]:
    provision = library.provisions.get(id_)
    if provision and not provision.instrument.is_in_force:
        instrument = provision.instrument
        successor = library.instruments.get(instrument.replaced_by)
        successors = [one.id for one in library.provisions.values() if successor and one.instrument == successor]
        yield found(
            path,
            line,
            "KB028",
            value=id_,
            status=f"@{instrument.status}",
            replacement=successor.id if successor else "@none",
            allowed=tuple(successors),
        )
