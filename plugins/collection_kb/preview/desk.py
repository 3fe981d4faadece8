"""What the preview shows now: the last site that could be built, edited pages over it, and what is wrong."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from collection_kb.knowledge.finding import Finding
from collection_kb.knowledge.language import LANGUAGES, SOURCE_LANGUAGE, Language
from collection_kb.preview.banner import Dressed, dressed
from collection_kb.preview.messages import Built, Failed, Shown

_NOT_FOUND = "404.html"
_EMPTY = b'<!doctype html><html lang="%s"><meta charset="utf-8"><title>...</title><body></body></html>'


@dataclass(frozen=True)
class Desk:
    """A state of the preview; every change makes a new one, so that a reader never sees half of one.

    `edited` holds pages by address, as in `en/objections/slug/`. `mended` holds what is wrong with the files that were
    edited since the site was built, by path.
    """

    built: Built | None = None
    failed: Failed | None = None
    edited: Mapping[str, bytes] = field(default_factory=dict)
    mended: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)

    def with_edit(self, path: str, shown: Shown) -> "Desk":
        """Return the state after an edit of the file known as `path` in findings."""
        edited, mended = {**self.edited, **shown.pages}, {**self.mended, path: shown.findings}
        return Desk(self.built, self.failed, edited, mended)

    def with_build(self, built: Built) -> "Desk":
        """Return the state after a build. A file that cannot be shown keeps the page that it had."""
        addresses = {source: address for address, source in self._sources.items()}
        pages = {source: addresses.get(source) or address_of(source) for source in built.unread}
        kept = {address: page for source, address in pages.items() if (page := self._page(address))}
        return Desk(built, None, kept)

    def with_failure(self, failed: Failed) -> "Desk":
        """Return the state after a build that failed: pages stay as they are, with what is wrong."""
        return Desk(self.built, failed, self.edited, self.mended)

    def file(self, path: str) -> Path | None:
        """Return a file of the site; None when there is none, or when it would be outside."""
        if not self.built:
            return None
        root = self.built.site.resolve()
        file = (root / path).resolve()
        return file if file.is_relative_to(root) and file.is_file() else None

    def has(self, address: str) -> bool:
        """Return whether there is a page at an address."""
        return self._page(address) is not None

    def page(self, address: str) -> Dressed:
        """Return the page at an address with its banner; where there is none, that for lost readers."""
        language = language_of(address)
        page = self._page(address) or self._page(_NOT_FOUND) or _EMPTY % language.encode()
        source = self._sources.get(address) or source_of(address)
        findings = self._findings.get(source, ())
        return dressed(page, language, findings, self.failed, is_building=self.built is None)

    def _page(self, address: str) -> bytes | None:
        if address in self.edited:
            return self.edited[address]
        file = self.file(f"{address}index.html" if address.endswith("/") or not address else address)
        return file.read_bytes() if file and file.suffix == ".html" else None

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        return {address: source for source, address in self.built.pages.items()} if self.built else {}

    @cached_property
    def _findings(self) -> Mapping[str, tuple[Finding, ...]]:
        """Return what is wrong with each file, known as `zh/objections/slug.md`."""
        found = _by_path(self.built.findings) if self.built else {}
        return {path.partition("/")[2]: findings for path, findings in {**found, **self.mended}.items()}


def _by_path(findings: Iterable[Finding]) -> dict[str, tuple[Finding, ...]]:
    by_path: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_path[finding.path].append(finding)
    return {path: tuple(several) for path, several in by_path.items()}


def language_of(address: str) -> Language:
    """Return the language of the page at an address."""
    return next((one for one in LANGUAGES if address.startswith(f"{one}/")), SOURCE_LANGUAGE)


def address_of(source: str) -> str:
    """Return the address at which `zh/objections/slug.md` would stand."""
    place = source.removeprefix(f"{SOURCE_LANGUAGE}/").removesuffix(".md")
    return place.removesuffix("index") if place.rpartition("/")[2] == "index" else f"{place}/"


def source_of(address: str) -> str:
    """Return the file whose page would stand at an address."""
    language = language_of(address)
    place = address.removeprefix(f"{language}/").removesuffix("/")
    return f"{language}/{place or 'index'}.md"
