"""Labelled texts: passages with the topics that a person gave them, from which the tagger learns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from collection_kb.knowledge.language import LANGUAGES, Language
from collection_kb.knowledge.record import Record
from collection_kb.knowledge.suggestion import nearest


@dataclass(frozen=True)
class LabelledText:
    """A passage with its topics, main one first; none of the topics when empty."""

    id: str
    language: Language
    text: str
    topics: tuple[str, ...]


def read_labelled_text(record: Record, *, topics: Mapping[str, object], renamed: Mapping[str, str]) -> LabelledText:
    """Return one entry of a file in `topic-examples/`; a topic that has been renamed counts as its successor."""
    language = record.choice("lang", LANGUAGES)
    names = []
    for index, name in enumerate(record.texts("topics", required=True)):
        topic = renamed.get(name, name)
        if topic in topics:
            names.append(topic)
        else:
            record.report("KB020", "topics", index, value=name, hint=nearest(name, topics), allowed=tuple(topics))
    text = LabelledText(record.text("id"), cast("Language", language), record.text("text"), tuple(names))
    record.close()
    return text
