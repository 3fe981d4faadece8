"""What the engine reads of a text: its fields, each with a weight, cut into terms."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import snowballstemmer

from collection_kb.knowledge.article import Text
from collection_kb.knowledge.article_type import ArticleType

FIELD_WEIGHTS: Mapping[str, float] = {"title": 4.0, "summary": 3.0, "aliases": 2.0, "heading": 2.0, "body": 1.0}
"""How much a term counts by where it stands: title and headings say what a text is about, words in passing do not."""

BODY_TERMS = 800
"""Terms of the body that are read: about 400 Chinese characters or words. The point of a text stands at its start,
what is labelled for learning is no longer, and a text of two megabytes costs no more than any other."""

_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+|[a-z]+(?:'[a-z]+)?")
_BODY_CHARACTERS = 5 * BODY_TERMS  # no text has so few terms in so many characters, but for markup
_LINK_TARGET = re.compile(r"\]\([^)\s]*\)")
_STEMMER = snowballstemmer.stemmer("english")


@dataclass(frozen=True)
class Document:
    """A text to be tagged: pairs of field and content."""

    fields: tuple[tuple[str, str], ...]

    def terms(self) -> dict[str, float]:
        """Return the weight of every term, summed over the places where it stands."""
        weights: dict[str, float] = {}
        for field, text in self.fields:
            weight = FIELD_WEIGHTS[field]
            for term in _terms_of(field, text):
                weights[term] = weights.get(term, 0.0) + weight
        return weights

    def places(self, term: str) -> tuple[str, ...]:
        """Return the fields in which a term stands."""
        return tuple(dict.fromkeys(field for field, text in self.fields if term in set(_terms_of(field, text))))


def passage(text: str) -> Document:
    """Return a document that is nothing but running text."""
    return Document((("body", text),))


def article_document(text: Text, article_type: ArticleType) -> Document:
    """Return the document of an article in one language, without the headings that every article of its type has."""
    fixed = {section.labels[text.language] for section in article_type.walk()}
    headings = [section.heading.text for section in text.sections if section.heading.text not in fixed]
    return Document(
        (
            ("title", text.title),
            ("summary", text.summary),
            ("aliases", "\n".join(text.aliases)),
            ("heading", "\n".join(headings)),
            ("body", _LINK_TARGET.sub("]", text.body[: 2 * _BODY_CHARACTERS])),
        )
    )


def _terms_of(field: str, text: str) -> list[str]:
    return terms(text[:_BODY_CHARACTERS], BODY_TERMS) if field == "body" else terms(text)


def terms(text: str, limit: int | None = None) -> list[str]:
    """Return the terms of a text, or the first `limit` of them.

    Terms are Chinese characters and pairs of them, stems of Latin words and pairs of them. Pairs need no dictionary:
    segmenters cut the phrases of this trade in different ways.
    """
    result: list[str] = []
    previous = ""
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).lower()):
        if run[0].isascii():
            stem = _stem(run)
            result.append(stem)
            if previous:
                result.append(f"{previous} {stem}")
            previous = stem
        else:
            previous = ""
            result.extend(run)
            result.extend(map("".join, pairwise(run)))
        if limit and len(result) >= limit:
            break
    return result[:limit]


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))
