"""What the glossary shows, as plain values."""

from dataclasses import dataclass

from collection_kb.knowledge.language import LANGUAGES, Language
from collection_kb.knowledge.lexicon import LexiconTerm
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.listing import Address, Entry, entry

GLOSSARY = "glossary"
"""The type whose article shows the terms."""


@dataclass(frozen=True)
class TermView:
    """A term: its label in the page's language and in the others, other words for it, and the article that uses it."""

    id: str
    label: str
    others: tuple[str, ...]
    definition: str
    synonyms: tuple[str, ...]
    slang: tuple[str, ...]
    avoid: tuple[str, ...]
    entry: Entry | None


@dataclass(frozen=True)
class TermGroup:
    """The terms of a topic."""

    id: str
    label: str
    terms: tuple[TermView, ...]


def term_groups(library: Library, language: Language, address: Address) -> tuple[TermGroup, ...]:
    """Return all terms by their main topic, in the order of the topics and of the lexicon."""
    members: dict[str, list[TermView]] = {}
    for term in library.lexicon.values():
        if term.topics:
            members.setdefault(term.topics[0], []).append(_view(term, library, language, address))
    return tuple(
        TermGroup(topic.id, topic.labels[language], tuple(members[topic.id]))
        for topic in library.topics.values()
        if topic.id in members
    )


def _view(term: LexiconTerm, library: Library, language: Language, address: Address) -> TermView:
    article = library.articles.get(term.article)
    avoid = term.avoid[language]
    return TermView(
        id=term.id,
        label=term.labels[language],
        others=tuple(term.labels[other] for other in LANGUAGES if other != language),
        definition=term.definition[language],
        synonyms=tuple(word for word in term.synonyms[language] if word not in avoid),
        slang=tuple(word for word in term.slang[language] if word not in avoid),
        avoid=avoid,
        entry=entry(article, language, address) if article and language in article.texts else None,
    )
