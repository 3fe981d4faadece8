"""The registry: instruments of law and the provisions that articles rest on."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, cast, get_args

from collection_kb.knowledge.language import Labels
from collection_kb.knowledge.record import Record

Kind = Literal[
    "law",
    "regulation",
    "interpretation",
    "rule",
    "normative",
    "standard",
    "self-regulation",
    "notice",
    "foreign",
]
Status = Literal["in-force", "trial", "amended", "replaced", "closed"]
Confidence = Literal["verified", "secondary"]
_MOMENTS = ("issued", "published", "effective", "amended", "closed")


@dataclass(frozen=True)
class Instrument:
    """A statute, rule, standard or notice. `dates` map moments to ISO dates, or to the year or month that is known."""

    id: str
    title: Labels
    short: Labels
    kind: Kind
    jurisdiction: str
    issuer: Labels
    number: str
    status: Status
    status_note: Labels
    dates: Mapping[str, str]
    replaced_by: str
    uncertain: tuple[str, ...]

    @property
    def is_in_force(self) -> bool:
        """Return whether an article may rest on it."""
        return self.status not in {"replaced", "closed"}

    @property
    def is_foreign(self) -> bool:
        """Return whether it is for comparison only."""
        return self.jurisdiction != "CN"


@dataclass(frozen=True)
class Area:
    """A field of law, with the file of its provisions."""

    id: str
    labels: Labels


@dataclass(frozen=True)
class Provision:
    """One rule. `confidence` is `verified` when the text was read, `secondary` when only reports of it were."""

    id: str
    instrument: Instrument
    area: str
    article: Labels
    subject: Labels
    rule: Labels
    why: Labels
    confidence: Confidence
    source: str
    quote: str
    note: Labels
    cross_check: str
    checked: dt.date | None
    path: str
    line: int

    @property
    def file(self) -> str:
        """Return the data file that holds it."""
        return f"law/provisions/{self.area}.yml"

    @cached_property
    def digest(self) -> str:
        """Return what tells whether the rule, its place or its standing changed: twelve hexadecimal digits."""
        instrument = self.instrument
        state = [instrument.id, instrument.status, instrument.replaced_by, self.article, self.rule, self.confidence]
        text = json.dumps(state, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Version:
    """The recorded state of a provision, and the day on which it changed; None as long as it never did."""

    id: str
    digest: str
    changed: dt.date | None


def read_area(record: Record) -> Area:
    """Return one entry of `law/areas.yml`."""
    area = Area(id=record.text("id"), labels=record.labels("labels"))
    record.close()
    return area


def read_instrument(record: Record) -> Instrument:
    """Return one entry of `law/instruments.yml`."""
    dates = record.inner("dates")
    instrument = Instrument(
        id=record.text("id"),
        title=record.labels("title"),
        short=record.labels("short"),
        kind=cast("Kind", record.choice("kind", get_args(Kind))),
        jurisdiction=record.text("jurisdiction"),
        issuer=record.labels("issuer"),
        number=record.text("number", required=False),
        status=cast("Status", record.choice("status", get_args(Status))),
        status_note=record.labels("status_note"),
        dates={moment: text for moment in _MOMENTS if (text := dates.day_or_less(moment))},
        replaced_by=record.text("replaced_by", required=False),
        uncertain=record.texts("uncertain"),
    )
    dates.close()
    record.close()
    return instrument


def read_provision(record: Record, *, area: str, instruments: Mapping[str, Instrument]) -> Provision | None:
    """Return one entry of a file in `law/provisions/`; None when its instrument is not in the registry."""
    instrument = record.choice("instrument", tuple(instruments))
    if not instrument:
        return None  # one mistake; what else stands here is looked at once it is mended
    provision = Provision(
        id=record.text("id"),
        instrument=instruments[instrument],
        area=area,
        article=record.labels("article"),
        subject=record.labels("subject"),
        rule=record.labels("rule"),
        why=record.labels("why"),
        confidence=cast("Confidence", record.choice("confidence", get_args(Confidence))),
        source=record.text("source"),
        quote=record.text("quote"),
        note=record.labels("note", required=False),
        cross_check=record.text("cross_check", required=False),
        checked=record.date("checked", required=True),
        path=record.path,
        line=record.line("id"),
    )
    record.close()
    return provision


def read_version(record: Record) -> Version:
    """Return one entry of `law/versions.yml`, which `kb lint --fix` writes."""
    version = Version(id=record.text("id"), digest=record.text("digest"), changed=record.date("changed"))
    record.close()
    return version
