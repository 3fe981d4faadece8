"""The change that a report is about, and how it names things."""

from dataclasses import dataclass

from collection_kb.benchmark.comparison import Comparison
from collection_kb.knowledge.article import Article
from collection_kb.knowledge.language import SOURCE_LANGUAGE, Language
from collection_kb.report.difference import Difference
from collection_kb.report.markdown import code, words
from collection_kb.report.page import word
from collection_kb.report.state import State

_NAMES = 8
"""Names in a cell; more are counted."""


@dataclass(frozen=True)
class Change:
    """Both states and what differs, the language of the report, and the address of the built preview, if any.

    `docs` is the content folder seen from the root of the repository; `outside` are changed files that are no content;
    `queries` is None when none were asked; the search is unknown when they should have been and could not.
    """

    before: State
    after: State
    difference: Difference
    language: Language
    docs: str
    preview: str = ""
    outside: tuple[str, ...] = ()
    queries: Comparison | None = None
    is_search_unknown: bool = False

    def word(self, key: str, **values: object) -> str:
        """Return a word of the report."""
        return word(key, self.language, **values)

    def row(self, *cells: str) -> str:
        """Return a row of a table; what the cells hold must be safe already."""
        return f"| {' | '.join(cell or self.word('none') for cell in cells)} |\n"

    def table(self, head: str) -> str:
        """Return the head of a table, given the key of its columns."""
        names = self.word(head)
        return f"| {names} |\n|{' --- |' * (names.count('|') + 1)}\n"

    def named(self, slug: str) -> str:
        """Return an article by its title and slug, linked to the preview."""
        after = self.after.library.articles.get(slug)
        article = after or self.before.library.articles.get(slug)
        if not article:
            return code(slug)
        title = words(_text(article, self.language))
        if after and self.preview:
            folder = "" if self.language == SOURCE_LANGUAGE or self.language not in after.texts else f"{self.language}/"
            title = f"[{title}]({self.preview}{folder}{after.type.path(slug).removesuffix('.md')}/)"
        return f"{title} {code(slug)}"

    def several(self, names: list[str]) -> str:
        """Return a list of safe names for a cell."""
        more = f" +{len(names) - _NAMES}" if len(names) > _NAMES else ""
        return f"{', '.join(names[:_NAMES])}{more}"

    def topics(self, ids: tuple[str, ...]) -> str:
        """Return topics by their labels."""
        topics = self.after.library.topics
        return self.several([words(topics[id_].labels[self.language]) if id_ in topics else code(id_) for id_ in ids])


def _text(article: Article, language: Language) -> str:
    return article.texts.get(language, article.texts[SOURCE_LANGUAGE]).title
