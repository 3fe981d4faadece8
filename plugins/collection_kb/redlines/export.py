"""The red lines as the browser reads them."""

import json
from collections.abc import Mapping

from collection_kb.citations.pages import provision_url
from collection_kb.knowledge.language import LANGUAGES, Language
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.listing import Address
from collection_kb.knowledge.red_line import Pattern


def as_json(library: Library, language: Language, address: Address) -> str:
    """Return all rules and the words that their patterns name; labels are in one language. Safe inside a script."""
    words = {name: {id_: one.patterns[name] for id_, one in library.red_line_words.items()} for name in LANGUAGES}
    rules = [
        {
            "id": red_line.id,
            "label": red_line.labels[language],
            "why": red_line.why[language],
            "instead": red_line.instead[language],
            "provisions": [
                {
                    "id": id_,
                    "text": " ".join(
                        (library.provisions[id_].instrument.short[language], library.provisions[id_].article[language])
                    ),
                    "url": provision_url(library.provisions[id_], address),
                }
                for id_ in red_line.provisions
                if id_ in library.provisions
            ],
            "patterns": _written(red_line.patterns),
            "safe": _written(red_line.safe),
        }
        for red_line in library.red_lines.values()
    ]
    return json.dumps({"words": words, "rules": rules}, ensure_ascii=False, separators=(",", ":")).replace(
        "<", "\\u003c"
    )


def _written(patterns: Mapping[Language, tuple[Pattern, ...]]) -> dict[Language, list[str]]:
    """Return patterns as written: with the words filled in they would be five times as long."""
    return {language: [pattern.written for pattern in several] for language, several in patterns.items()}
