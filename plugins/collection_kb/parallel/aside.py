"""Work in a process forked from this one: it knows all that was read, and hands back what it makes, piece by piece."""

import multiprocessing
import os
import pickle
import struct
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar, cast

_T = TypeVar("_T")
_HEAD = struct.Struct("Q")
_PAUSE = 0.002
"""Seconds between two looks at what has been made."""


def can_fork() -> bool:
    """Return whether a second processor is there for us, and forking is safe: no other thread may hold a lock."""
    has_fork = "fork" in multiprocessing.get_all_start_methods() and hasattr(os, "sched_getaffinity")
    is_alone = threading.active_count() == 1 and not multiprocessing.current_process().daemon
    return has_fork and is_alone and len(os.sched_getaffinity(0)) > 1


class Aside(Generic[_T]):
    """Runs `work`, which yields names with what it made, in a process of its own where that is possible."""

    def __init__(self, work: Callable[[], Iterable[tuple[str, _T]]]) -> None:
        self._work = work
        self._made: dict[str, _T] = {}
        self._process = 0
        self._read = 0
        self._ended = self._is_whole = False
        if can_fork():
            self._spool = tempfile.TemporaryFile()  # noqa: SIM115 - it is open as long as both processes
            self._fork()

    def take(self, name: str) -> _T | None:
        """Return a piece, once it is made; None when the other process did not make it."""
        while name not in self._made and self._more():
            pass
        return self._made.pop(name, None)

    def rest(self) -> dict[str, _T]:
        """Return all pieces, once all are made; what the other process failed to make is made here, and raised here."""
        while self._more():
            pass
        return self._made if self._is_whole else dict(self._work())

    def _fork(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # the idle threads of numpy hold no lock
            self._process = os.fork()
        if self._process:
            return
        code = 1
        try:
            for piece in self._work():
                data = pickle.dumps(piece, pickle.HIGHEST_PROTOCOL)
                self._spool.write(_HEAD.pack(len(data)) + data)
                self._spool.flush()
            code = 0
        finally:
            os._exit(code)  # nothing of the parent's is to be flushed or ended here

    def _more(self) -> bool:
        """Read what was made since the last time; return False when no more will come."""
        if self._ended or not self._process:
            return False
        done, status = os.waitpid(self._process, os.WNOHANG)
        if not self._read_on() and not done:
            time.sleep(_PAUSE)
        if done:
            self._ended = True
            self._is_whole = status == 0
            self._spool.close()
        return True

    def _read_on(self) -> bool:
        file, size = self._spool.fileno(), os.fstat(self._spool.fileno()).st_size
        before = self._read
        while size - self._read >= _HEAD.size:
            (length,) = _HEAD.unpack(os.pread(file, _HEAD.size, self._read))
            if size - self._read - _HEAD.size < length:
                break
            name, piece = pickle.loads(os.pread(file, length, self._read + _HEAD.size))  # noqa: S301 - our own process
            self._made[name] = cast("_T", piece)
            self._read += _HEAD.size + length
        return self._read > before
