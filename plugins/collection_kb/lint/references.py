"""What rules that follow a reference share."""

from collections.abc import Iterable, Iterator

from collection_kb.knowledge.article import Text
from collection_kb.knowledge.body import Link
from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.page import Page
from collection_kb.knowledge.suggestion import nearest


def written(library: Library) -> Iterator[tuple[Text | Page, str]]:
    """Yield every text of an article and every page, with its folder below that of the language."""
    for article in library.articles.values():
        for text in article.texts.values():
            yield text, "" if article.type.folder == "." else article.type.folder
    for page in library.pages:
        yield page, ""


def unknown_values(text: Text, key: str, rule: str, values: Iterable[str], known: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for each value of a key that is not known.

    Where nothing is known, the file that tells could not be read, and one finding says so.
    """
    known = tuple(known)
    if not known:
        return
    for index, value in enumerate(values):
        if value not in known:
            yield found(text.path, text.line(key, index), rule, value=value, hint=nearest(value, known))


def all_citations(library: Library) -> Iterator[tuple[Text | Page, Link]]:
    """Yield every legal reference of articles and pages."""
    for text, _ in written(library):
        for citation in text.citations():
            yield text, citation
