"""A site that is never half-written: built aside, then put in the place of the one before, in one step.

Beside the site `NAME` stands `.NAME-build/`, on the same file system:

    lock       held while a build runs; the system lets go of it when the build is killed
    next/      what is being built; a leftover of a build that came to nothing is deleted by the next one
    previous/  the version before, kept until the next build for whoever is just reading a file of it

Pages name their styles, scripts and search index by digest. Those of the version before stay in the new one, so that a
page opened before the change finds what it asks for after it.
"""

import filecmp
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from collection_kb.delivery.exchange import exchange

if sys.platform != "win32":
    import fcntl

MANIFEST = ".kb-version.json"
"""In every version: its own files, and those carried over from the one before."""

_BY_DIGEST = re.compile(r"assets/(?:.*[./])?[0-9a-f]{8,}[./]")

Reason = Literal["busy", "file", "foreign", "mount"]


class TargetError(Exception):
    """Why a site cannot be put at its place; `detail` names a file or folder."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)
class _Version:
    own: frozenset[str]
    carried: frozenset[str]


class Publication:
    """A build of the site at `target`: fill `next`, then `publish`."""

    def __init__(self, target: Path) -> None:
        self.target = target.resolve()
        self._workshop = self.target.with_name(f".{self.target.name}-build")
        self._previous = self._workshop / "previous"
        self.next = self._workshop / "next"

    def publish(self) -> bool:
        """Put `next` in the place of the site; return whether anything is new. Raises OSError, and loses nothing."""
        own = frozenset(_files(self.next))
        if not self.target.exists():
            _write_manifest(self.next, _Version(own, frozenset()))
            self.next.rename(self.target)
            return True
        before = _read_manifest(self.target) or _Version(frozenset(_files(self.target)), frozenset())
        if own == before.own and all(filecmp.cmp(self.next / path, self.target / path, shallow=False) for path in own):
            return False
        carried = frozenset(path for path in before.own - own if _BY_DIGEST.match(path))
        for path in carried:
            _link(self.target / path, self.next / path)
        _write_manifest(self.next, _Version(own, carried))
        exchange(self.next, self.target)
        self.next.rename(self._previous)
        return True

    def _open(self) -> None:
        aside = self.next.with_name(f"{self.next.name}.aside")
        if aside.exists() and not self.target.exists():  # killed between two renamings: see `exchange`
            aside.rename(self.target)
        for leftover in (self.next, aside, self._previous):
            if leftover.exists():
                shutil.rmtree(leftover)
        self._check()
        self.next.mkdir()

    def _check(self) -> None:
        if not self.target.exists():
            return
        version = _read_manifest(self.target)
        present = set(_files(self.target)) - {MANIFEST}
        if version:
            foreign = present - version.own - version.carried
        else:  # a site built without this module is known by what every site has
            foreign = set() if {"sw.js", "404.html"} <= present else present
        if foreign:
            raise TargetError("foreign", str(self.target / min(foreign)))
        if os.path.ismount(self.target):
            raise TargetError("mount", str(self.target))


@contextmanager
def publication(target: Path) -> Iterator[Publication]:
    """Give a build of the site at `target` its empty folder.

    Raises TargetError when the place is not ours to fill or another build is under way, OSError when it cannot be
    written. What is left over, of this build or an earlier one that was killed, is cleaned up.
    """
    build = Publication(target)
    if build.target.exists() and not build.target.is_dir():
        raise TargetError("file", str(build.target))
    build._workshop.mkdir(parents=True, exist_ok=True)  # noqa: SLF001 - it is this module's own
    with (build._workshop / "lock").open("a") as lock:  # noqa: SLF001
        try:
            if sys.platform != "win32":
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise TargetError("busy", str(build.target)) from None
        build._open()  # noqa: SLF001
        try:
            yield build
        finally:
            shutil.rmtree(build.next, ignore_errors=True)


def _files(folder: Path) -> Iterator[str]:
    for root, _, names in os.walk(folder):
        for name in names:
            yield Path(root, name).relative_to(folder).as_posix()


def _link(old: Path, new: Path) -> None:
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new)
    except OSError:  # a file system without hard links
        shutil.copyfile(old, new)


def _read_manifest(folder: Path) -> _Version | None:
    try:
        lists = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return _Version(frozenset(lists["own"]), frozenset(lists["carried"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write_manifest(folder: Path, version: _Version) -> None:
    lists = {"own": sorted(version.own), "carried": sorted(version.carried)}
    (folder / MANIFEST).write_text(json.dumps(lists, indent=0) + "\n", encoding="utf-8")
