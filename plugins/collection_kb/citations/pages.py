"""What the pages of law and the list of references at an article show, as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from collection_kb.knowledge.article import Article
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.law import Area, Instrument, Kind, Provision
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.listing import Address, Entry, entry

LAW = "provisions/index.md"
NARRATIVE_PAGES = ("law-changes.md", "law-myths.md", "law-open-questions.md")


@dataclass(frozen=True)
class ProvisionView:
    """A provision, in the list at an article and on its page. `url` is its place on the page of its area."""

    id: str
    url: str
    instrument: str
    instrument_title: str
    instrument_url: str
    article: str
    subject: str
    rule: str
    why: str
    note: str
    source: str
    confidence: str
    is_foreign: bool
    status: str
    status_note: str
    checked: str
    cited_by: tuple[Entry, ...]


@dataclass(frozen=True)
class AreaView:
    """A field of law."""

    id: str
    label: str
    url: str
    provisions: tuple[ProvisionView, ...]


@dataclass(frozen=True)
class InstrumentView:
    """A statute, rule, standard or notice. Dates that no source confirmed are marked by `uncertain`."""

    id: str
    url: str
    title: str
    short: str
    kind: str
    issuer: str
    number: str
    status: str
    status_note: str
    is_foreign: bool
    dates: tuple[tuple[str, str], ...]
    uncertain: tuple[str, ...]
    replaced_by: "InstrumentView | None"
    provisions: tuple[ProvisionView, ...]


@dataclass(frozen=True)
class PageView:
    """A written page about the law."""

    title: str
    summary: str
    url: str


def area_path(area: str) -> str:
    """Return the file of the page of an area."""
    return f"provisions/{area}.md"


def instrument_path(instrument: str) -> str:
    """Return the file of the page of an instrument."""
    return f"instruments/{instrument}.md"


def provision_url(provision: Provision, address: Address) -> str:
    """Return where a provision stands, relative to the site's root."""
    return f"{address(area_path(provision.area))}#{provision.id}"


def provision_view(
    provision: Provision, library: Library, language: Language, address: Address, *, with_citing: bool = False
) -> ProvisionView:
    """Return the view of a provision; the articles that cite it are many, and only the pages of law list them."""
    instrument = provision.instrument
    citing = library.citing(provision.id) if with_citing else ()
    return ProvisionView(
        id=provision.id,
        url=provision_url(provision, address),
        instrument=instrument.short[language],
        instrument_title=instrument.title[language],
        instrument_url=address(instrument_path(instrument.id)),
        article=provision.article[language],
        subject=provision.subject[language],
        rule=provision.rule[language],
        why=provision.why[language],
        note=provision.note[language],
        source=provision.source,
        confidence=provision.confidence,
        is_foreign=instrument.is_foreign,
        status=instrument.status,
        status_note=instrument.status_note[language],
        checked=provision.checked.isoformat() if provision.checked else "",
        cited_by=tuple(entry(article, language, address) for article in citing if language in article.texts),
    )


def references(
    ids: Iterable[str], library: Library, language: Language, address: Address, *, with_citing: bool = False
) -> tuple[ProvisionView, ...]:
    """Return the provisions with these ids, in this order."""
    provisions = (library.provisions[id_] for id_ in dict.fromkeys(ids) if id_ in library.provisions)
    return tuple(provision_view(one, library, language, address, with_citing=with_citing) for one in provisions)


def references_of(
    article: Article, library: Library, language: Language, address: Address
) -> tuple[ProvisionView, ...]:
    """Return the provisions on which an article rests, in the author's order."""
    return references(article.facts.provisions, library, language, address)


def references_of_page(name: str, library: Library, language: Language, address: Address) -> tuple[ProvisionView, ...]:
    """Return the provisions that a written page cites, in the order of the text."""
    ids = [
        link.target
        for page in library.pages
        if (page.name, page.language) == (name, language)
        for link in page.citations()
    ]
    return references(ids, library, language, address)


def area_view(
    area: Area, library: Library, language: Language, address: Address, *, with_citing: bool = True
) -> AreaView:
    """Return an area with its provisions."""
    ids = (provision.id for provision in library.provisions.values() if provision.area == area.id)
    views = references(ids, library, language, address, with_citing=with_citing)
    return AreaView(area.id, area.labels[language], address(area_path(area.id)), views)


def instruments_by_rank(
    library: Library, language: Language, address: Address
) -> tuple[tuple[str, tuple[InstrumentView, ...]], ...]:
    """Return all instruments with their provisions by kind, the highest rank first."""
    members: dict[str, list[InstrumentView]] = {kind: [] for kind in get_args(Kind)}
    for instrument in library.instruments.values():
        if instrument.kind in members:
            members[instrument.kind].append(instrument_view(instrument, library, language, address, with_citing=False))
    return tuple((kind, tuple(views)) for kind, views in members.items() if views)


def instrument_view(
    instrument: Instrument, library: Library, language: Language, address: Address, *, with_citing: bool = True
) -> InstrumentView:
    """Return an instrument with its provisions."""
    successor = library.instruments.get(instrument.replaced_by)
    provisions = [one.id for one in library.provisions.values() if one.instrument == instrument]
    return InstrumentView(
        id=instrument.id,
        url=address(instrument_path(instrument.id)),
        title=instrument.title[language],
        short=instrument.short[language],
        kind=instrument.kind,
        issuer=instrument.issuer[language],
        number=instrument.number,
        status=instrument.status,
        status_note=instrument.status_note[language],
        is_foreign=instrument.is_foreign,
        dates=tuple(instrument.dates.items()),
        uncertain=instrument.uncertain,
        replaced_by=instrument_view(successor, library, language, address, with_citing=False) if successor else None,
        provisions=references(provisions, library, language, address, with_citing=with_citing),
    )


def narrative_pages(library: Library, language: Language, address: Address) -> tuple[PageView, ...]:
    """Return what changed, the myths and the open questions, as far as they are written."""
    pages = {page.name: page for page in library.pages if page.language == language}
    return tuple(
        PageView(pages[name].title, pages[name].summary, address(name)) for name in NARRATIVE_PAGES if name in pages
    )
