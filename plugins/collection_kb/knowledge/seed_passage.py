"""Passages of the article that the site grew from, and what became of each."""

from dataclasses import dataclass
from typing import Literal, cast, get_args

from collection_kb.knowledge.language import Labels
from collection_kb.knowledge.record import Record

Use = Literal["kept", "kept-with-care", "turned"]


@dataclass(frozen=True)
class SeedPassage:
    """A passage in our own words; `treatment` tells what the site keeps or teaches instead, and why."""

    id: str
    labels: Labels
    gist: Labels
    use: Use
    treatment: Labels
    provisions: tuple[str, ...]
    path: str
    line: int


def read_seed_passage(record: Record) -> SeedPassage:
    """Return one entry of `seed-passages.yml`; its provisions are checked by the rules."""
    passage = SeedPassage(
        id=record.text("id"),
        labels=record.labels("labels"),
        gist=record.labels("gist"),
        use=cast("Use", record.choice("use", get_args(Use))),
        treatment=record.labels("treatment"),
        provisions=record.texts("provisions"),
        path=record.path,
        line=record.line("id"),
    )
    record.close()
    return passage
