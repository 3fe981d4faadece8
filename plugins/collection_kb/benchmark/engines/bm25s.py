"""BM25 over words, the reference of information retrieval: bm25s with jieba, in Python, without a browser."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import bm25s
import jieba

from collection_kb.benchmark.corpus import Document, documents, trade_words
from collection_kb.benchmark.engines.engine import Answer, Content, Engine, Session
from collection_kb.benchmark.metrics import CUT
from collection_kb.knowledge.language import LANGUAGES, Language


@contextmanager
def prepare(content: Content) -> Iterator[Engine]:
    """Give an index of every language in memory."""
    jieba.setLogLevel(logging.WARNING)
    for word in trade_words(content.library):
        jieba.add_word(word)
    yield _Bm25({language: _index(documents(content.library, language)) for language in LANGUAGES})


@dataclass(frozen=True)
class _Index:
    slugs: tuple[str, ...]
    retriever: bm25s.BM25

    def ask(self, text: str, *, at_once: bool = False) -> Answer:  # noqa: ARG002 - nobody types here
        """Return the articles that share a word with the query."""
        start = time.perf_counter()
        found, scores = self.retriever.retrieve([_words(text)], k=min(CUT, len(self.slugs)), show_progress=False)
        slugs = [self.slugs[number] for number, score in zip(found[0], scores[0], strict=True) if score > 0]
        return Answer(tuple(slugs), (time.perf_counter() - start) * 1000, 0)


@dataclass(frozen=True)
class _Bm25:
    indexes: dict[Language, _Index]

    @contextmanager
    def open(self, language: Language) -> Iterator[Session]:
        """Give the index of a language: it has no memory that could be empty."""
        yield self.indexes[language]


def _index(articles: list[Document]) -> _Index:
    retriever = bm25s.BM25()
    texts = ("\n".join([one.title, *one.aliases, one.summary, one.body]) for one in articles)
    retriever.index([_words(text) for text in texts], show_progress=False)
    return _Index(tuple(article.slug for article in articles), retriever)


def _words(text: str) -> list[str]:
    return [word for word in jieba.cut_for_search(text.lower()) if word.strip() and any(map(str.isalnum, word))]
