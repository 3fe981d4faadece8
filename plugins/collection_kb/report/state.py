"""The content at one moment, with what lint says of it."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from collection_kb.knowledge.finding import Finding
from collection_kb.knowledge.library import Library, load_library
from collection_kb.lint.engine import find


@dataclass(frozen=True)
class State:
    """`files` holds a digest of every file, by its path below the content folder."""

    library: Library
    findings: tuple[Finding, ...]
    files: Mapping[str, str]


def state_of(docs: Path, today: dt.date) -> State:
    """Return the state of the content below `docs`; what is overdue is judged on the day `today`."""
    files = {
        file.relative_to(docs).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(docs.rglob("*"))
        if file.is_file() and not file.is_symlink()
    }
    return State(load_library(docs), tuple(find(docs, today=today)), files)
