"""The inverted index: for every term, the articles that have it and how much it says about each.

How much is a number from 1 to 255: BM25F (Robertson, Zaragoza and Taylor, 2004) without the share of the term's rarity,
which the browser adds. Terms are spread over shards by a hash, so that a query fetches only what it needs; a term that
very many articles have keeps those that it says most about, so that bytes stay bounded as the number of articles grows.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from collection_kb.finder.analysis import Tables, characters, exact, initials, sounds, terms
from collection_kb.finder.postings import Gatherer, Postings
from collection_kb.knowledge.article import Article
from collection_kb.knowledge.body import plain
from collection_kb.knowledge.language import LANGUAGES, Language
from collection_kb.knowledge.library import Library

SATURATION = 4.0
"""k1 of BM25: how soon more of the same says no more."""

LONGEST_POSTINGS = 600
"""Articles that a term keeps; at a thousand articles hardly a term has more, at ten thousand pairs like 可以 do."""

SHARD_BYTES = 12_000

_BEGINNING: Mapping[Language, int] = {"zh": 2, "en": 5}
"""Characters of a word that are looked up before a text is searched for it."""

_TITLE_VARIANTS = re.compile(r"\s/\s|[“”\"]")


@dataclass(frozen=True)
class Field:
    """A part of an article: how much it counts, and how far its length is held against it (b of BM25)."""

    weight: float
    length: float
    sounds: bool = False


FIELDS: Mapping[str, Field] = {
    "title": Field(6.0, 0.2, sounds=True),
    "aliases": Field(5.0, 0.3, sounds=True),
    "phrases": Field(2.0, 0.4, sounds=True),
    "words": Field(3.0, 0.3, sounds=True),
    "summary": Field(3.0, 0.3, sounds=True),
    "spoken": Field(1.5, 0.5, sounds=True),
    "headings": Field(1.5, 0.5),
    "body": Field(0.4, 0.75),
    "topics": Field(1.0, 0.0),
    "provisions": Field(0.7, 0.5),
    "synonyms": Field(0.3, 0.5),
    "translation": Field(1.0, 0.5),
}


NAMES = ("title", "aliases", "words")
"""The fields that say what people call a thing: these are also found by initials and by single characters."""


@dataclass(frozen=True)
class Index:
    """The articles of a language, and the postings: how many of them have a term, then numbers with their impacts."""

    documents: tuple[Article, ...]
    postings: Postings


def make_index(library: Library, language: Language, tables: Tables) -> Index:
    """Return the index of the articles that exist in a language, numbered in the order of the library."""
    documents = tuple(article for article in library.articles.values() if language in article.texts)
    words = _Words(library, language)
    gatherer = Gatherer()
    counted = []
    for article in documents:
        fields = _count(article, words, tables)
        counted.append({name: _Counts.of(counts, gatherer) for name, counts in fields.items()})
    averages = _average_lengths(counted)
    for number, field_counts in enumerate(counted):
        gatherer.add(number, *_impacts(field_counts, averages))
    return Index(documents, gatherer.postings(LONGEST_POSTINGS))


@dataclass(frozen=True)
class _Counts:
    """How often each term, given by its number, stands in a field, and how long the field is."""

    terms: npt.NDArray[np.uint32]
    counts: npt.NDArray[np.uint32]
    length: int

    @classmethod
    def of(cls, counts: Counter[str], gatherer: Gatherer) -> "_Counts":
        return cls(gatherer.numbers(counts), np.fromiter(counts.values(), np.uint32), counts.total())


class _Words:
    """What the library knows about the words of a language, ready to be looked up for every article."""

    def __init__(self, library: Library, language: Language) -> None:
        self.library = library
        self.language: Language = language
        self.own: dict[str, list[str]] = defaultdict(list)
        languages = (language, *(other for other in LANGUAGES if other != language))
        for term in library.lexicon.values():
            self.own[term.article] += [word for one in languages for word in term.words(one)]
        self._terms = [[(word, word.lower()) for word in term.words(language)] for term in library.lexicon.values()]
        self._beginning = _BEGINNING[language]

    def synonyms(self, text: str) -> list[str]:
        """Return the other words for the terms that a text in lower case uses."""
        size = self._beginning
        beginnings = {text[place : place + size] for place in range(len(text) - size + 1)}
        found = []
        for term in self._terms:
            used = [(lower[:size] in beginnings or len(lower) < size) and lower in text for _, lower in term]
            if any(used):
                found += [word for (word, _), is_used in zip(term, used, strict=True) if not is_used]
        return found


def _count(article: Article, words: _Words, tables: Tables) -> dict[str, Counter[str]]:
    """Return how often each term stands in each field of an article."""
    fields: dict[str, Counter[str]] = {}
    parts = _texts(article, words)
    for name, texts in parts.items():
        text = "\n".join(texts)  # no term reaches over the end of a line
        counts = Counter(terms(text, tables))
        if FIELDS[name].sounds and words.language == "zh":
            counts.update(sounds(text, tables))
        fields[name] = counts
    fields["title"].update(exact(variant, tables) for variant in title_variants(article.texts[words.language].title))
    fields["aliases"].update(exact(alias, tables) for alias in parts["aliases"])
    fields["phrases"].update(exact(phrase, tables) for phrase in parts["phrases"])
    fields["words"].update(exact(word, tables) for word in parts["words"])
    for name in NAMES if words.language == "zh" else ():
        for text in parts[name]:
            fields[name].update(initials(text, tables))
            fields[name].update(characters(text, tables))
    return fields


def _texts(article: Article, words: _Words) -> dict[str, list[str]]:
    library, language = words.library, words.language
    text = article.texts[language]
    fixed = {section.labels[language] for section in article.type.walk()}
    provisions = [library.provisions[id_] for id_ in article.facts.provisions if id_ in library.provisions]
    topics = [library.topics[id_] for id_ in library.declared_topics(article) or ()]
    body = [plain(line) for section in text.sections for _, line in section.lines]
    others = [other for name, other in article.texts.items() if name != language]
    return {
        "title": [text.title],
        "aliases": list(text.aliases),
        "phrases": list(phrases_of(article, library, language)),
        "words": words.own.get(article.slug, []),
        "summary": [text.summary],
        "spoken": [spoken.text for spoken in text.spoken()],
        "headings": [section.heading.text for section in text.sections if section.heading.text not in fixed],
        "body": body,
        "topics": [topic.labels[language] for topic in topics],
        "provisions": [f"{one.instrument.short[language]} {one.article[language]}" for one in provisions],
        "synonyms": words.synonyms(" ".join([text.title, text.summary, *text.aliases, *body]).lower()),
        "translation": [one for other in others for one in (other.title, *other.aliases)],
    }


def phrases_of(article: Article, library: Library, language: Language) -> tuple[str, ...]:
    """Return what customers say and agents type for an article."""
    return library.phrases[article.slug].words[language] if article.slug in library.phrases else ()


def title_variants(title: str) -> list[str]:
    """Return what a title says one after the other, as in “Lost my job” / “No work”."""
    variants = [variant.strip() for variant in _TITLE_VARIANTS.split(title) if variant.strip()]
    return list(dict.fromkeys([*variants, title]))


def _average_lengths(counted: Iterable[Mapping[str, _Counts]]) -> dict[str, float]:
    totals: Counter[str] = Counter()
    number = 0
    for fields in counted:
        number += 1
        totals.update({name: counts.length for name, counts in fields.items()})
    return {name: max(totals[name] / max(number, 1), 1.0) for name in FIELDS}


def _impacts(
    fields: Mapping[str, _Counts], averages: Mapping[str, float]
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32]]:
    """Return the terms of an article, each once, and the impact of each."""
    shares = []
    for name, counts in fields.items():
        field = FIELDS[name]
        normal = 1 - field.length + field.length * counts.length / averages[name]
        shares.append(field.weight * counts.counts / normal)
    terms, places = np.unique(np.concatenate([counts.terms for counts in fields.values()]), return_inverse=True)
    weights = np.bincount(places, np.concatenate(shares))
    return terms, np.maximum(1, np.rint(255 * weights / (SATURATION + weights))).astype(np.uint32)


def shard_of(term: str, shards: int) -> int:
    """Return the shard of a term: a hash of its code units, which browsers count as Python does in these terms."""
    value = 0
    for character in term:
        value = (value * 31 + ord(character)) & 0xFFFFFFFF
    return value % shards


def shards(index: Index) -> list[dict[str, list[int]]]:
    """Return the postings in shards of about one size: a term's number of articles, then gap and impact in turn."""
    number = max(1, round(index.postings.size() / SHARD_BYTES))
    result: list[dict[str, list[int]]] = [{} for _ in range(number)]
    for term, row in index.postings.rows():
        result[shard_of(term, number)][term] = row
    return result
