"""What the page of provisions and the list at an article show, as plain values."""

from dataclasses import dataclass

from collection_kb.knowledge.article import Article
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.law import Provision
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.listing import Address, Entry, entry

PROVISIONS = "provisions.md"


@dataclass(frozen=True)
class Citation:
    """A provision in the list at an article."""

    id: str
    article: str
    subject: str
    confidence: str
    url: str


@dataclass(frozen=True)
class Source:
    """An instrument with those of its provisions on which an article rests."""

    instrument: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class ProvisionView:
    """A provision on its page."""

    id: str
    instrument: str
    article: str
    rule: str
    why: str
    note: str
    source: str
    confidence: str
    status: str
    checked: str
    cited_by: tuple[Entry, ...]


@dataclass(frozen=True)
class AreaView:
    """A field of law with those of its provisions that an article cites."""

    id: str
    label: str
    provisions: tuple[ProvisionView, ...]


def sources(article: Article, library: Library, language: Language, address: Address) -> tuple[Source, ...]:
    """Return the provisions on which an article rests, by instrument, in the author's order."""
    page = address(PROVISIONS)
    by_instrument: dict[str, list[Citation]] = {}
    for id_ in article.facts.provisions:
        provision = library.provisions.get(id_)
        if provision:
            citation = Citation(
                id=provision.id,
                article=provision.article[language],
                subject=provision.subject[language],
                confidence=provision.confidence,
                url=f"{page}#{provision.id}",
            )
            by_instrument.setdefault(provision.instrument.short[language], []).append(citation)
    return tuple(Source(instrument, tuple(members)) for instrument, members in by_instrument.items())


def provision_areas(library: Library, language: Language, address: Address) -> tuple[AreaView, ...]:
    """Return all cited provisions by area."""
    cited = {id_ for article in library.articles.values() for id_ in article.facts.provisions}
    areas = []
    for area in library.areas.values():
        provisions = [
            _view(provision, library, language, address)
            for provision in library.provisions.values()
            if provision.area == area.id and provision.id in cited
        ]
        if provisions:
            areas.append(AreaView(area.id, area.labels[language], tuple(provisions)))
    return tuple(areas)


def _view(provision: Provision, library: Library, language: Language, address: Address) -> ProvisionView:
    citing = library.citing(provision.id)
    return ProvisionView(
        id=provision.id,
        instrument=provision.instrument.title[language],
        article=provision.article[language],
        rule=provision.rule[language],
        why=provision.why[language],
        note=provision.note[language],
        source=provision.source,
        confidence=provision.confidence,
        status=provision.instrument.status_note[language],
        checked=provision.checked.isoformat() if provision.checked else "",
        cited_by=tuple(entry(article, language, address) for article in citing if language in article.texts),
    )
