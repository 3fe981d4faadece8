"""The articles as every engine gets them: the same fields, the same texts."""

from dataclasses import dataclass

from collection_kb.knowledge.article import Article
from collection_kb.knowledge.body import plain
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import Library


@dataclass(frozen=True)
class Document:
    """An article in one language, as plain text."""

    slug: str
    title: str
    aliases: tuple[str, ...]
    summary: str
    body: str


def documents(library: Library, language: Language) -> list[Document]:
    """Return the articles that exist in a language."""
    return [_document(article, language) for article in library.articles.values() if language in article.texts]


def _document(article: Article, language: Language) -> Document:
    text = article.texts[language]
    lines = [
        line
        for section in text.sections
        for line in (section.heading.text, *(plain(line) for _, line in section.lines))
        if line
    ]
    return Document(article.slug, text.title, text.aliases, text.summary, "\n".join(lines))


def trade_words(library: Library) -> list[str]:
    """Return the words of this trade that a general dictionary of Chinese would cut."""
    words = [word for term in library.lexicon.values() for word in term.words("zh")]
    words += [keyword.word for topic in library.topics.values() for keyword in topic.keywords["zh"]]
    return sorted({word for word in words if 2 <= len(word) <= 6 and " " not in word})
