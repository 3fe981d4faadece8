"""Reading a mapping by key and kind: the one validator of front matter and data. What is wrong becomes a finding."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import cast

from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.language import LANGUAGES, Labels
from collection_kb.knowledge.suggestion import nearest
from collection_kb.knowledge.yaml_text import Position, YamlText

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DAY_OR_LESS = re.compile(r"\d{4}(?:-\d{2}){0,2}", re.ASCII)
_SHOWN = 40  # characters of a wrong value that fit a message
_ALLOWED = 15  # a longer list of allowed values helps nobody


@dataclass(frozen=True)
class Spot:
    """Where a mapping stands: its file, and the lines of its keys."""

    path: str
    data: YamlText
    position: Position

    def line(self, *keys: str | int) -> int:
        """Return the line on which the key stands."""
        return self.data.line((*self.position, *keys))


@dataclass
class Record:
    """A mapping at `position` of a YAML text. Ask for every key that may be there, then call `close`."""

    path: str
    data: YamlText
    position: Position
    findings: list[Finding] = field(default_factory=list)
    _known: list[str] = field(default_factory=list)
    _missing: dict[str, Finding] = field(default_factory=dict)

    @property
    def spot(self) -> Spot:
        """Return where it stands."""
        return Spot(self.path, self.data, self.position)

    @property
    def _mapping(self) -> Mapping[str, object]:
        value: object = self.data.value
        for step in self.position:
            value = cast("Mapping[str | int, object]", value)[step]
        return cast("Mapping[str, object]", value) if isinstance(value, dict) else {}

    def line(self, *keys: str | int) -> int:
        """Return the line on which the key stands."""
        return self.data.line((*self.position, *keys))

    def report(
        self, rule: str, *keys: str | int, hint: str = "", allowed: Sequence[str] = (), **values: object
    ) -> None:
        """Add a finding at the line of `keys`."""
        self.findings.append(
            found(
                self.path,
                self.line(*keys),
                rule,
                hint=hint,
                allowed=tuple(allowed) if len(allowed) <= _ALLOWED else (),
                **values,
            )
        )

    def has(self, key: str) -> bool:
        """Return whether the key is there and has a value."""
        return self._mapping.get(key) is not None

    def know(self, key: str) -> None:
        """Accept a key without reading it."""
        self._known.append(key)

    def _get(self, key: str, *, required: bool) -> object:
        self._known.append(key)
        mapping = self._mapping
        if key not in mapping:
            if required:
                self._missing[key] = found(self.path, self.line(), "KB011", key=key)
            return None
        if mapping[key] is None:
            self.report("KB013", key, key=key)
        return mapping[key]

    def _wrong(self, kind: str, value: object, *keys: str | int) -> None:
        self.report("KB012", *keys, key=".".join(map(str, keys)), expected=f"@{kind}", value=_shown(value))

    def text(self, key: str, *, required: bool = True) -> str:
        """Return a text, or an empty one."""
        value = self._get(key, required=required)
        if value is None:
            return ""
        if isinstance(value, dt.date):  # an unquoted date where a text stands, as in `issued: 2025-12-22`
            return value.isoformat()
        if not isinstance(value, str):
            self._wrong("text", value, key)
            return ""
        if not value.strip():
            self.report("KB013", key, key=key)
        return value.strip()

    def choice(self, key: str, allowed: Sequence[str], *, default: str = "") -> str:
        """Return one of `allowed`; without a default the key is required.

        Where nothing is allowed, the file that says what is could not be read; that is reported there.
        """
        value = self.text(key, required=not default)
        if not value or not allowed:
            return default
        if value not in allowed:
            self.report("KB014", key, key=key, value=value, hint=nearest(value, allowed), allowed=allowed)
            return default
        return value

    def keys(self) -> tuple[str, ...]:
        """Return the keys that are there."""
        return tuple(self._mapping)

    def setting(self, key: str, allowed: Sequence[str]) -> str:
        """Return one of `allowed`, or nothing; a bare `off` is false to YAML, and `off` here."""
        if self._mapping.get(key) is False and "off" in allowed:
            self._known.append(key)
            return "off"
        return self.choice(key, allowed)

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Return a list of texts without repetition; a number in the list counts as the text it was written as."""
        items: dict[str, None] = {}
        for index, item in enumerate(self.items(key, required=required)):
            if isinstance(item, bool) or not isinstance(item, str | int):
                self._wrong("text", item, key, index)
            elif not str(item).strip():
                self.report("KB013", key, index, key=f"{key}.{index}")
            elif str(item).strip() in items:
                self.report("KB015", key, index, key=key, value=item)
            else:
                items[str(item).strip()] = None
        return tuple(items)

    def items(self, key: str, *, required: bool = False) -> list[object]:
        """Return a list as it stands."""
        value = self._get(key, required=required)
        if value is None:
            return []
        if not isinstance(value, list):
            self._wrong("list", value, key)
            return []
        return value

    def labels(self, key: str, *, required: bool = True) -> Labels:
        """Return a text for every language."""
        value = self._get(key, required=required)
        if value is None:
            return dict.fromkeys(LANGUAGES, "")
        if not isinstance(value, dict):
            self._wrong("mapping", value, key)
            return dict.fromkeys(LANGUAGES, "")
        inner = self.inner(key)
        labels = {language: inner.text(language) for language in LANGUAGES}
        inner.close()
        return labels

    def inner(self, *keys: str | int) -> "Record":
        """Return the mapping below `keys`; its findings are collected here."""
        if isinstance(keys[0], str):
            self._known.append(keys[0])
        return Record(self.path, self.data, (*self.position, *keys), self.findings)

    def inners(self, key: str, *, required: bool = False) -> list["Record"]:
        """Return the mappings of the list below `key`."""
        records = []
        for index, item in enumerate(self.items(key, required=required)):
            if isinstance(item, dict):
                records.append(self.inner(key, index))
            else:
                self._wrong("mapping", item, key, index)
        return records

    def date(self, key: str, *, required: bool = False) -> dt.date | None:
        """Return a day."""
        value = self._get(key, required=required)
        if value is None:
            return None
        if isinstance(value, str) and _DAY.fullmatch(value):  # quotation marks mean nothing here
            with suppress(ValueError):
                return dt.date.fromisoformat(value)
        if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
            self._wrong("date", value, key)
            return None
        return value

    def day_or_less(self, key: str) -> str:
        """Return a day as ISO 8601 writes it, or the year or the month that is all that is known."""
        value = self.text(key, required=False)
        with suppress(ValueError):
            if not value or (_DAY_OR_LESS.fullmatch(value) and dt.date.fromisoformat(f"{value}-01-01"[:10])):
                return value
        self._wrong("date", value, key)
        return ""

    def number(self, key: str, *, required: bool = False) -> int | None:
        """Return a whole number above zero."""
        value = self._get(key, required=required)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            self._wrong("number", value, key)
            return None
        return value

    def flag(self, key: str) -> bool:
        """Return true or false; false when the key is not there."""
        value = self._get(key, required=False)
        if value is not None and not isinstance(value, bool):
            self._wrong("flag", value, key)
        return value is True

    def close(self) -> None:
        """Report keys that nobody asked for, and required ones that are missing.

        A misspelt key is one mistake: what it was probably meant to be is not reported as missing too.
        """
        for key in self._mapping:
            if key not in self._known:
                hint = nearest(key, [known for known in self._known if known not in self._mapping] or self._known)
                self.report("KB010", key, key=key, hint=hint, allowed=() if hint else self._known)
                self._missing.pop(hint, None)
        self.findings.extend(self._missing.values())


def entries(path: str, data: YamlText, findings: list[Finding]) -> list[Record]:
    """Return the mappings of a data file that is a list; what is no mapping becomes a finding."""
    if not isinstance(data.value, list):
        findings.append(
            found(path, 1, "KB012", key=path.rpartition("/")[2], expected="@list", value=_shown(data.value))
        )
        return []
    records = []
    for index, item in enumerate(data.value):
        record = Record(path, data, (index,), findings)
        if isinstance(item, dict):
            records.append(record)
        else:
            record.report("KB012", key=str(index + 1), expected="@mapping", value=_shown(item))
    return records


def _shown(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
