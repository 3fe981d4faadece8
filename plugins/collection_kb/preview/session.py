"""Keeps the preview up to date: an edited article at once, then the whole site anew, built beside the one shown."""

import itertools
import queue
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

from collection_kb.knowledge.language import LANGUAGES
from collection_kb.preview.desk import Desk
from collection_kb.preview.messages import Built, Failed, Shown
from collection_kb.preview.worker import Worker

GATHER = 0.03
"""Seconds in which further changes belong to the same edit: editors write a file in steps."""

QUIET = 0.5
"""Seconds without an edit before all is built again."""

_Event = Path | tuple[Worker, Built | Failed] | None


class Session:
    """Takes changed files, and holds the desk that the server shows. `told` is called with what a build ended in."""

    def __init__(
        self, config_file: Path, docs: Path, scratch: Path, address: str, told: Callable[[Desk], None]
    ) -> None:
        self._config_file = config_file
        self._docs = docs
        self._scratch = scratch
        self._address = address
        self._told = told
        self._numbers = itertools.count(1)
        self._events: queue.Queue[_Event] = queue.Queue()
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="preview", daemon=True)
        self._worker: Worker | None = None
        self._building: Worker | None = None
        self._since: dict[str, None] = {}
        self._due = 0.0
        self.desk = Desk()

    def start(self) -> None:
        """Build for the first time, and listen to changes from now on."""
        self._build()
        self._thread.start()

    def stop(self) -> None:
        """End all processes."""
        self._events.put(None)
        self._thread.join()
        for worker in (self._worker, self._building):
            if worker:
                worker.end()

    def change(self, path: Path) -> None:
        """Take a file that is not what it was."""
        self._events.put(path)

    def wait(self, address: str, shown: str, seconds: float) -> bool:
        """Return whether the page at an address is another than the one with the digest `shown`, once it is so."""
        with self._changed:
            return self._changed.wait_for(lambda: self.desk.page(address).digest != shown, seconds)

    def _run(self) -> None:
        while True:
            try:
                event = self._events.get(timeout=max(self._due - time.monotonic(), 0.0) if self._due else None)
            except queue.Empty:
                self._build()
                continue
            if event is None:
                return
            if isinstance(event, tuple):
                self._finish(*event)
            else:
                self._edit(event)

    def _edit(self, path: Path) -> None:
        time.sleep(GATHER)
        paths = {path: None}
        others: list[_Event] = []
        while not self._events.empty():
            event = self._events.get()
            if isinstance(event, Path):
                paths[event] = None
            else:
                others.append(event)
        for event in others:
            self._events.put(event)
        for one in paths:
            self._show(one)
        self._due = time.monotonic() + QUIET if not self._building else 0.0

    def _show(self, path: Path) -> None:
        source = path.relative_to(self._docs).as_posix() if path.is_relative_to(self._docs) else path.name
        self._since[source] = None
        desk = self._edited(self.desk, self._worker, source)
        if desk is not self.desk:
            self._put(desk)

    def _edited(self, desk: Desk, worker: Worker | None, source: str) -> Desk:
        if not worker or not source.endswith(".md") or not source.startswith(tuple(f"{one}/" for one in LANGUAGES)):
            return desk
        shown = worker.edit(source)
        return desk.with_edit(f"{self._docs.name}/{source}", shown) if isinstance(shown, Shown) else desk

    def _build(self) -> None:
        self._due = 0.0
        self._since = {}
        worker = Worker(self._config_file, self._scratch / f"site-{next(self._numbers)}", self._address)
        self._building = worker
        threading.Thread(target=lambda: self._events.put((worker, worker.built())), daemon=True).start()

    def _finish(self, worker: Worker, result: Built | Failed) -> None:
        self._building = None
        if isinstance(result, Failed):
            self._put(self.desk.with_failure(result))
            self._remove(worker)
        else:
            desk = self.desk.with_build(result)
            for source in self._since:
                desk = self._edited(desk, worker, source)
            old, self._worker = self._worker, worker
            self._put(desk)
            if old:
                self._remove(old)
        self._told(self.desk)
        if self._since:
            self._due = time.monotonic() + QUIET

    def _put(self, desk: Desk) -> None:
        with self._changed:
            self.desk = desk
            self._changed.notify_all()

    def _remove(self, worker: Worker) -> None:
        worker.end()
        shutil.rmtree(worker.site, ignore_errors=True)
