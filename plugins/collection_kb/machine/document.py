"""A JSON document of long lists."""

import json
from collections.abc import Iterable, Mapping

from collection_kb.knowledge.language import Language

Entry = Mapping[str, object]


def as_json(version: int, languages: Iterable[Language], lists: Mapping[str, Iterable[Entry]]) -> str:
    """Return the document, an entry a line: what changed is easy to see, and the fast encoder writes it."""
    parts = [f'"version": {version}', f'"languages": {json.dumps(list(languages))}']
    for name, entries in lists.items():
        lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
        parts.append(f'"{name}": [\n{lines}\n]')
    return "{\n" + ",\n".join(parts) + "\n}\n"
