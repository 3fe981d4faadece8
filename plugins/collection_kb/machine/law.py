"""`/law.json`: the registry with what rests on it, for other systems; `law.schema.json` is its contract."""

from collections import defaultdict
from collections.abc import Mapping

from collection_kb.citations.pages import area_path, instrument_path, provision_url
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.law import Instrument, Provision
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.listing import Address
from collection_kb.machine.document import Entry, as_json

PATH = "law.json"
VERSION = 1


def law_json(library: Library, addresses: Mapping[Language, Address]) -> str:
    """Return the document, all in the order of the registry; a site without pages of law gives no addresses."""
    citing: dict[str, list[str]] = defaultdict(list)
    for article in library.articles.values():
        for id_ in dict.fromkeys(article.facts.provisions):
            citing[id_].append(article.slug)
    lists: dict[str, list[Entry]] = {
        "areas": [{"id": area.id, "labels": dict(area.labels)} for area in library.areas.values()],
        "instruments": [_instrument(instrument, addresses) for instrument in library.instruments.values()],
        "provisions": [_provision(one, citing[one.id], addresses) for one in library.provisions.values()],
    }
    return as_json(VERSION, addresses, lists)


def _instrument(instrument: Instrument, addresses: Mapping[Language, Address]) -> Entry:
    urls = {language: address(instrument_path(instrument.id)) for language, address in addresses.items()}
    return {
        "id": instrument.id,
        "title": dict(instrument.title),
        "short": dict(instrument.short),
        "kind": instrument.kind,
        "jurisdiction": instrument.jurisdiction,
        "issuer": dict(instrument.issuer),
        "number": instrument.number or None,
        "status": instrument.status,
        "in_force": instrument.is_in_force,
        "status_note": dict(instrument.status_note),
        "dates": dict(instrument.dates),
        "replaced_by": instrument.replaced_by or None,
        "uncertain": list(instrument.uncertain),
        "urls": {language: url for language, url in urls.items() if url},
    }


def _provision(provision: Provision, citing: list[str], addresses: Mapping[Language, Address]) -> Entry:
    return {
        "id": provision.id,
        "instrument": provision.instrument.id,
        "area": provision.area,
        "article": dict(provision.article),
        "subject": dict(provision.subject),
        "rule": dict(provision.rule),
        "why": dict(provision.why),
        "note": {language: note for language, note in provision.note.items() if note},
        "confidence": provision.confidence,
        "source": provision.source,
        "quote": provision.quote,
        "checked": provision.checked.isoformat() if provision.checked else None,
        "cited_by": citing,
        "urls": {
            language: provision_url(provision, address)
            for language, address in addresses.items()
            if address(area_path(provision.area))
        },
    }
