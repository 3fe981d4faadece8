"""The data files of the content folder, read entry by entry."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Protocol, TypeVar

from collection_kb.knowledge.content_files import DATA_FOLDER, readable
from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.record import Record, Spot, entries
from collection_kb.knowledge.source import Source, read_source
from collection_kb.knowledge.suggestion import nearest
from collection_kb.knowledge.yaml_text import YamlError, YamlText, load_yaml


class _Entry(Protocol):
    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_Entry)


@lru_cache(maxsize=64)
def _parsed(text: str) -> YamlText:
    """Return a data file's YAML: most data files are the same at every load of a preview."""
    return load_yaml(text)


class DataFiles:
    """Reads data files, and remembers what it found and where each entry stands."""

    def __init__(self, docs: Path) -> None:
        self._docs = docs
        self.findings: list[Finding] = []
        self.sources: list[Source] = []
        self.records: dict[tuple[str, str], Record] = {}
        self._asked: set[str] = set()

    def index(
        self, name: str, read: Callable[[Record], _T | None], *, into: dict[str, _T] | None = None
    ) -> dict[str, _T]:
        """Return the entries of a data file by id, in the order of the file."""
        result: dict[str, _T] = {} if into is None else into
        path = f"{self._docs.name}/{DATA_FOLDER}/{name}"
        self._asked.add(name)
        for record in self._read(name, path):
            entry = read(record)
            if entry is None:
                continue
            if entry.id in result:
                record.report("KB061", "id", value=entry.id)
            elif entry.id:
                result[entry.id] = entry
                self.records[name, entry.id] = record
        return result

    def mapping(self, name: str) -> Record | None:
        """Return a data file that is one mapping; None when it is not there, holds nothing or cannot be read."""
        path = f"{self._docs.name}/{DATA_FOLDER}/{name}"
        self._asked.add(name)
        data = self._parse(name, path) if (self._docs / DATA_FOLDER / name).is_file() else None
        if data is None or data.value is None:
            return None
        record = Record(path, data, (), self.findings)
        if not isinstance(data.value, dict):
            record.report("KB012", key=name, expected="@mapping", value=str(data.value))
            return None
        return record

    def unread(self, files: Iterable[str]) -> Iterator[Finding]:
        """Yield a finding for each of the content's files, given below its folder, that is no data file of any kind."""
        for file in files:
            folder, _, name = file.partition("/")
            if folder == DATA_FOLDER and name not in self._asked and "/." not in f"/{name}":
                path = readable(f"{self._docs.name}/{file}")
                yield found(path, 1, "KB108", name=readable(name), hint=nearest(name, self._asked))

    def spots(self) -> dict[tuple[str, str], Spot]:
        """Return where each entry stands, by its file and id."""
        return {key: record.spot for key, record in self.records.items()}

    def names(self, folder: str) -> list[str]:
        """Return the data files of a folder."""
        root = self._docs / DATA_FOLDER
        return sorted(
            file.relative_to(root).as_posix() for file in (root / folder).glob("*.yml") if not file.is_symlink()
        )

    def _read(self, name: str, path: str) -> list[Record]:
        if not (self._docs / DATA_FOLDER / name).is_file():
            self.findings.append(found(path, 1, "KB062", value=name))
            return []
        data = self._parse(name, path)
        return entries(path, data, self.findings) if data else []

    def _parse(self, name: str, path: str) -> YamlText | None:
        """Return the YAML of a file; None when there is nothing to read."""
        source = read_source(self._docs / DATA_FOLDER / name, path)
        self.findings.extend(source.findings)
        self.sources.append(source)
        try:
            return None if source.findings and not source.text else _parsed(source.text)
        except YamlError as error:
            self.findings.append(found(path, error.line, "KB060", problem=error.problem))
            return None
