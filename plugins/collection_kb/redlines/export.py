"""The red lines as the browser reads them."""

import json

from collection_kb.citations.pages import provision_url
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.listing import Address


def as_json(library: Library, language: Language, address: Address) -> str:
    """Return all rules, their patterns in every language, their words in one; safe inside a script element."""
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
            "patterns": red_line.patterns,
            "safe": red_line.safe,
        }
        for red_line in library.red_lines.values()
    ]
    return json.dumps(rules, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
