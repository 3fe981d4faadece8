"""What the server and the process that holds the site tell each other; both know files as `zh/objections/slug.md`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from collection_kb.knowledge.finding import Finding


@dataclass(frozen=True)
class Built:
    """A whole site: its folder, the address of each file's page, all findings, and the files that cannot be shown.

    The address of a page is relative to the root, as in `en/objections/slug/`.
    """

    site: Path
    pages: Mapping[str, str]
    findings: tuple[Finding, ...]
    unread: frozenset[str]


@dataclass(frozen=True)
class Failed:
    """A site that could not be built: what is wrong with the data, or else the words of whatever stopped it."""

    problem: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Shown:
    """Pages as they are after an edit, by address, and what is wrong with the edited file."""

    pages: Mapping[str, bytes]
    findings: tuple[Finding, ...]


class Unknown:
    """An edit that needs a whole build."""
