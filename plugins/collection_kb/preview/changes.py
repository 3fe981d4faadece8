"""Tells which files change, as editors write them: through a temporary file, in steps, or with no change at all."""

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

_TOLD = frozenset(("created", "modified", "moved", "deleted"))
_OF_EDITORS = (".swp", ".swx", ".swo", ".tmp", ".bak", "~", ".pyc")
_TEST_FILE = "4913"
"""What vim creates to see whether it may write."""


class Watch(FileSystemEventHandler):
    """Watches folders, and single files, and hands over every path whose content is not what it was."""

    def __init__(self, places: Iterable[Path], changed: Callable[[Path], None]) -> None:
        self._places = tuple(place.resolve() for place in places)
        self._changed = changed
        self._digests: dict[Path, str] = {}
        self._observer = Observer()
        folders = {place if place.is_dir() else place.parent: place.is_dir() for place in self._places}
        for folder, recursive in folders.items():
            self._observer.schedule(self, str(folder), recursive=recursive)

    def start(self) -> None:
        """Begin to watch."""
        self._observer.start()

    def stop(self) -> None:
        """End it."""
        self._observer.stop()
        self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Hand over what changed."""
        if event.event_type not in _TOLD or (event.is_directory and event.event_type == "modified"):
            return
        for name in (event.src_path, event.dest_path):
            path = Path(os.fsdecode(name)) if name else None
            if path and self._matters(path) and (event.is_directory or self._is_new(path)):
                self._changed(path)

    def _matters(self, path: Path) -> bool:
        if path.name.startswith(".") or path.name.endswith(_OF_EDITORS) or path.name == _TEST_FILE:
            return False
        return any(path.is_relative_to(place) for place in self._places) and "__pycache__" not in path.parts

    def _is_new(self, path: Path) -> bool:
        try:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            digest = ""
        is_new = self._digests.get(path) != digest
        self._digests[path] = digest
        return is_new
