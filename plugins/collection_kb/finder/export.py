"""The files that the browser reads: a manifest, tables, words, shards of postings, and what results show."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable

from collection_kb.finder.analysis import Tables
from collection_kb.finder.index import Index, phrases_of, shards
from collection_kb.finder.neighbours import neighbours
from collection_kb.knowledge.article import Article
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.listing import Address

DOCUMENTS_PER_FILE = 4
"""A page of results needs some ten of them, wherever they stand."""


def export(index: Index, tables: Tables, library: Library, language: Language, address: Address) -> dict[str, str]:
    """Return the files by name. Each is a script that hands over its data: that also works without a server.

    All but the manifest stand in a folder that is named after their content, so that no two versions are ever mixed.
    """
    parts: dict[str, object] = {
        "tables": _tables(tables, language),
        "words": sorted(term for term in index.postings if term[0].isascii() and term[0].isalpha()),
    }
    parts["topics"] = [
        {
            "label": topic.labels[language],
            "url": address(f"topics/{topic.id}.md"),
            "words": " ".join(
                [topic.labels[language], *(keyword.word for keyword in topic.keywords[language])]
            ).lower(),
        }
        for topic in library.topics.values()
    ]
    rows = shards(index)
    parts |= {f"p{number}": shard for number, shard in enumerate(rows)}
    documents = [
        _document(article, library, language, address, near)
        for article, near in zip(index.documents, neighbours(index, library), strict=True)
    ]
    for start in range(0, len(documents), DOCUMENTS_PER_FILE):
        parts[f"d{start // DOCUMENTS_PER_FILE}"] = documents[start : start + DOCUMENTS_PER_FILE]
    texts = {name: _json(part) for name, part in parts.items()}
    digest = hashlib.sha256()
    for name, text in texts.items():
        digest.update(f"{name}\n{text}\n".encode())
    folder = digest.hexdigest()[:12]
    manifest = {
        "language": language,
        "folder": folder,
        "documents": len(documents),
        "shards": len(rows),
        "perFile": DOCUMENTS_PER_FILE,
        "cues": [{"id": cue.id, "type": cue.type, **cue.words} for cue in library.search_cues.values()],
    }
    files = {"manifest": _json(manifest)} | {f"{folder}/{name}": text for name, text in texts.items()}
    return {f"{name}.js": f'kbData("{name}",{text})\n' for name, text in files.items()}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _tables(tables: Tables, language: Language) -> dict[str, object]:
    """Return characters by syllable, and traditional characters each with its simplified one in turn.

    English pages need no sounds.
    """
    characters: defaultdict[str, list[str]] = defaultdict(list)
    if language == "zh":
        for character, syllables in tables.readings.items():
            for syllable in syllables:
                characters[syllable].append(character)
    return {
        "readings": {syllable: "".join(members) for syllable, members in sorted(characters.items())},
        "simplified": "".join(old + new for old, new in tables.simplified.items()) if language == "zh" else "",
    }


def _document(
    article: Article, library: Library, language: Language, address: Address, near: Iterable[tuple[int, int]]
) -> dict[str, object]:
    text = article.texts[language]
    risk = article.facts.risk
    return {
        "slug": article.slug,
        "url": address(article.type.path(article.slug)),
        "type": article.type.id,
        "typeLabel": article.type.labels[language],
        "title": text.title,
        "summary": text.summary,
        "lines": [*text.aliases, *phrases_of(article, library, language)],
        "near": [number for neighbour in near for number in neighbour],
        "spoken": [spoken.text for spoken in article.sayable(language)],
        "topics": [[id_, library.topics[id_].labels[language]] for id_ in library.declared_topics(article) or ()],
        "risk": risk,
        "riskLabel": "" if risk == "normal" else library.risks[risk].labels[language],
    }
