"""KB057: a word belongs to two terms of the lexicon."""

from collections.abc import Iterator

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.language import LANGUAGES, Language
from collection_kb.knowledge.library import Library


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each word that an earlier term has."""
    owners: dict[tuple[Language, str], str] = {}
    for term in library.lexicon.values():
        for language in LANGUAGES:
            for word in dict.fromkeys(word.lower() for word in term.words(language)):
                other = owners.setdefault((language, word), term.id)
                if other != term.id:
                    spot = library.spots["lexicon.yml", term.id]
                    yield found(spot.path, spot.line("labels", language), "KB057", value=word, other=other)
