"""The inverted index: for every term, the articles that have it and how much it says about each.

How much is a number from 1 to 255: BM25F (Robertson, Zaragoza and Taylor, 2004) without the share of the term's rarity,
which the browser adds. Terms are spread over shards by a hash, so that a query fetches only what it needs; a term that
very many articles have keeps those that it says most about, so that bytes stay bounded as the number of articles grows.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from collection_kb.finder.analysis import Tables, characters, exact, initials, sounds, terms
from collection_kb.knowledge.article import Article
from collection_kb.knowledge.body import plain
from collection_kb.knowledge.language import LANGUAGES, Language
from collection_kb.knowledge.library import Library

SATURATION = 4.0
"""k1 of BM25: how soon more of the same says no more."""

LONGEST_POSTINGS = 600
"""Articles that a term keeps; at a thousand articles hardly a term has more, at ten thousand pairs like 可以 do."""

SHARD_BYTES = 12_000
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
    """Postings by term: how many articles have it, then pairs of an article's number and its impact."""

    documents: tuple[Article, ...]
    postings: Mapping[str, tuple[int, tuple[tuple[int, int], ...]]]


def make_index(library: Library, language: Language, tables: Tables) -> Index:
    """Return the index of the articles that exist in a language, numbered in the order of the library."""
    documents = tuple(article for article in library.articles.values() if language in article.texts)
    counted = [_count(article, library, language, tables) for article in documents]
    averages = _average_lengths(counted)
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, fields in enumerate(counted):
        for term, impact in _impacts(fields, averages).items():
            postings[term].append((number, impact))
    return Index(documents, {term: _bounded(articles) for term, articles in sorted(postings.items())})


def _count(article: Article, library: Library, language: Language, tables: Tables) -> dict[str, Counter[str]]:
    """Return how often each term stands in each field of an article."""
    fields: dict[str, Counter[str]] = {}
    parts = _texts(article, library, language)
    for name, texts in parts.items():
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(terms(text, tables))
            if FIELDS[name].sounds and language == "zh":
                counts.update(sounds(text, tables))
        fields[name] = counts
    fields["title"].update(exact(variant, tables) for variant in title_variants(article.texts[language].title))
    fields["aliases"].update(exact(alias, tables) for alias in article.texts[language].aliases)
    fields["phrases"].update(exact(phrase, tables) for phrase in parts["phrases"])
    fields["words"].update(exact(word, tables) for word in parts["words"])
    for name in NAMES if language == "zh" else ():
        for text in parts[name]:
            fields[name].update(initials(text, tables))
            fields[name].update(characters(text, tables))
    return fields


def _texts(article: Article, library: Library, language: Language) -> dict[str, list[str]]:
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
        "words": _own_words(article, library, language),
        "summary": [text.summary],
        "spoken": [spoken.text for spoken in text.spoken()],
        "headings": [section.heading.text for section in text.sections if section.heading.text not in fixed],
        "body": body,
        "topics": [topic.labels[language] for topic in topics],
        "provisions": [f"{one.instrument.short[language]} {one.article[language]}" for one in provisions],
        "synonyms": _synonyms(" ".join([text.title, text.summary, *text.aliases, *body]).lower(), library, language),
        "translation": [words for other in others for words in (other.title, *other.aliases)],
    }


def _own_words(article: Article, library: Library, language: Language) -> list[str]:
    """Return the words of the terms that this article explains, in both languages: Chinese floors mix in English."""
    own = [term for term in library.lexicon.values() if term.article == article.slug]
    languages = (language, *(other for other in LANGUAGES if other != language))
    return [word for term in own for one in languages for word in term.words(one)]


def _synonyms(text: str, library: Library, language: Language) -> list[str]:
    """Return the other words for the terms that a text uses."""
    found = []
    for term in library.lexicon.values():
        words = term.words(language)
        used = [word for word in words if word.lower() in text]
        if used:
            found += [word for word in words if word not in used]
    return found


def phrases_of(article: Article, library: Library, language: Language) -> tuple[str, ...]:
    """Return what customers say and agents type for an article."""
    return library.phrases[article.slug].words[language] if article.slug in library.phrases else ()


def title_variants(title: str) -> list[str]:
    """Return what a title says one after the other, as in “Lost my job” / “No work”."""
    variants = [variant.strip() for variant in _TITLE_VARIANTS.split(title) if variant.strip()]
    return list(dict.fromkeys([*variants, title]))


def _average_lengths(counted: Iterable[Mapping[str, Counter[str]]]) -> dict[str, float]:
    totals: Counter[str] = Counter()
    number = 0
    for fields in counted:
        number += 1
        totals.update({name: counts.total() for name, counts in fields.items()})
    return {name: max(totals[name] / max(number, 1), 1.0) for name in FIELDS}


def _impacts(fields: Mapping[str, Counter[str]], averages: Mapping[str, float]) -> dict[str, int]:
    weights: defaultdict[str, float] = defaultdict(float)
    for name, counts in fields.items():
        field = FIELDS[name]
        normal = 1 - field.length + field.length * counts.total() / averages[name]
        for term, count in counts.items():
            weights[term] += field.weight * count / normal
    return {term: max(1, round(255 * weight / (SATURATION + weight))) for term, weight in weights.items()}


def _bounded(articles: list[tuple[int, int]]) -> tuple[int, tuple[tuple[int, int], ...]]:
    if len(articles) <= LONGEST_POSTINGS:
        return len(articles), tuple(articles)
    return len(articles), tuple(sorted(sorted(articles, key=lambda posting: -posting[1])[:LONGEST_POSTINGS]))


def shard_of(term: str, shards: int) -> int:
    """Return the shard of a term: a hash of its code units, which browsers count as Python does in these terms."""
    value = 0
    for character in term:
        value = (value * 31 + ord(character)) & 0xFFFFFFFF
    return value % shards


def shards(index: Index) -> list[dict[str, tuple[int, ...]]]:
    """Return the postings in shards of about one size: a term's number of articles, then gap and impact in turn."""
    flat = {term: (count, *_gaps(articles)) for term, (count, articles) in index.postings.items()}
    size = sum(len(term.encode()) + 4 + sum(len(str(number)) + 1 for number in row) for term, row in flat.items())
    number = max(1, round(size / SHARD_BYTES))
    result: list[dict[str, tuple[int, ...]]] = [{} for _ in range(number)]
    place = partial(shard_of, shards=number)
    for term, row in flat.items():
        result[place(term)][term] = row
    return result


def _gaps(articles: Iterable[tuple[int, int]]) -> list[int]:
    result = []
    previous = 0
    for number, impact in articles:
        result += [number - previous, impact]
        previous = number
    return result
