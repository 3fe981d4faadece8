"""Broken articles and data files by somebody who did not write the rules, and sound ones that look broken."""

import datetime as dt
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

from collection_kb.lint.engine import find
from tests.conftest import small_project

CORPUS = Path(__file__).parent.parent / "data" / "corpus"
TODAY = dt.date(2026, 12, 1)
ENTRIES: list[dict[str, Any]] = [
    entry for file in sorted(CORPUS.glob("*.yml")) for entry in yaml.safe_load(file.read_text(encoding="utf-8"))
]
WHOLE_FILE = {"KB001", "KB007", "KB060", "KB062", "KB099"}  # such a data file takes what others point to with it


@dataclass
class Copy:
    """A small knowledge base, and what has to be put back once an entry was applied to it."""

    docs: Path
    sound: Path

    def restore(self, touched: Iterable[str]) -> None:
        """Put back the files that were touched, and take away those that were added."""
        for name in touched:
            file, original = self.docs / name, self.sound / name
            if file.is_dir() and not file.is_symlink():
                shutil.rmtree(file)
            else:
                file.unlink(missing_ok=True)
            if original.exists():
                file.write_bytes(original.read_bytes())
                continue
            for folder in file.parents:
                if (self.sound / folder.relative_to(self.docs)).exists() or any(folder.iterdir()):
                    break
                folder.rmdir()


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Return a small knowledge base for all entries, and one that stays as it is."""
    docs = small_project(tmp_path_factory.mktemp("corpus"), tmp_path_factory) / "docs"
    return Copy(docs, Path(shutil.copytree(docs, docs.parent / "sound")))


def changes(entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give the changes of an entry, its own first."""
    yield entry
    yield from entry.get("also", [])


def files(entry: dict[str, Any]) -> set[str]:
    return {change["file"] for change in changes(entry)}


def apply(change: dict[str, Any], docs: Path) -> int:
    """Apply a change, and return the line where it begins."""
    file = docs / change["file"]
    word, count = change.get("times", ("", 0))
    file.parent.mkdir(parents=True, exist_ok=True)
    if "folder" in change:
        file.unlink(missing_ok=True)
        file.mkdir()
    elif "symlink" in change:
        file.symlink_to(change["symlink"])
    elif "remove" in change:
        file.unlink()
    elif "bytes" in change:
        file.write_bytes(bytes.fromhex(change["bytes"]))
    else:
        text: str = change["text"] if "text" in change else file.read_bytes().decode()
        old, new = change.get("replace", ("", ""))
        assert text.startswith(old) or old in text, "the entry no longer fits the file"
        begin = text.index(old) if old else len(text)
        text = text.replace(old, new, 1) if old else text
        text = (text + change.get("append", "")).replace("@@", word * count)
        text = text.replace("\n", "\r\n") if "crlf" in change else text
        file.write_bytes(text.encode())
        return text.count("\n", 0, begin) + 1
    return 1


def apply_all(entry: dict[str, Any], docs: Path) -> int:
    """Apply the changes of an entry, and return the line where its own begins."""
    line, *_ = [apply(change, docs) for change in changes(entry)]
    return line


def places(copy: Copy, *, stale: bool) -> list[str]:
    """Return what the linter finds; a translation grown stale is counted for entries about translation only."""
    findings = find(copy.docs, today=TODAY)
    return sorted(f"{one.path}:{one.line}: {one.rule}" for one in findings if stale or one.rule != "KB035")


def expected(entry: dict[str, Any], line: int, docs: Path) -> list[str]:
    """Return the findings that an entry expects.

    `@` is the line where its change begins, `@+1` the one below; the id of an entry of data is its line.
    """
    result = []
    for finding in entry["expect"]:
        path, place, rule = finding.rsplit(":", 2)
        if place.startswith("@"):
            place = str(line + int(place[1:] or 0))
        elif not place.isdecimal():
            lines = (docs.parent / path).read_text(encoding="utf-8").splitlines()
            place = str(lines.index(f"- id: {place}") + 1)
        result.append(f"{path}:{place}:{rule}")
    return sorted(result)


CASES = [
    pytest.param(
        entry, id=entry["name"], marks=[pytest.mark.xfail(reason=entry["left"], strict=True)] if "left" in entry else ()
    )
    for entry in ENTRIES
]
"""What the linter does not do yet as its help promises is said in `left`, and expected all the same."""


@pytest.mark.parametrize("entry", CASES)
def test_entry(copy: Copy, entry: dict[str, Any]) -> None:
    """Check that an entry gives the findings that it expects and no other, and never a traceback."""
    try:
        line = apply_all(entry, copy.docs)
        assert places(copy, stale=entry.get("stale", False)) == expected(entry, line, copy.docs)
    finally:
        copy.restore(files(entry))


def fit_together() -> list[dict[str, Any]]:
    """Return entries with findings, as many as touch no file or name that another touches or points at."""
    chosen: list[dict[str, Any]] = []
    taken: set[str] = set()
    for entry in ENTRIES:
        own = files(entry)
        named = {finding.rsplit(":", 2)[0].removeprefix("docs/") for finding in entry["expect"]}
        rules = {finding.rpartition(" ")[2] for finding in entry["expect"]}
        whole = any(file.startswith("_data/") for file in own) and not {"replace", "append"} & entry.keys()
        alone = "left" in entry or entry.get("stale") or not named <= own or whole or rules & WHOLE_FILE
        claimed = own | {Path(change["file"]).stem for change in changes(entry) if "text" in change}
        if entry["expect"] and not alone and not claimed & taken:
            chosen.append(entry)
            taken |= claimed
    return chosen


def test_together(copy: Copy) -> None:
    """Check that many mistakes in many files are all found in one run."""
    chosen = fit_together()
    try:
        lines = [apply_all(entry, copy.docs) for entry in chosen]
        wanted = [expected(entry, line, copy.docs) for entry, line in zip(chosen, lines, strict=True)]
        assert places(copy, stale=False) == sorted(chain.from_iterable(wanted))
    finally:
        copy.restore({file for entry in chosen for file in files(entry)})
