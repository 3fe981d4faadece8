"""Python loads this by itself: here it is another day, and folders list their files in another order each time."""

import datetime as dt
import os
import random
import time
from collections.abc import Iterator
from typing import Any, Self

AHEAD = 500 * 86_400 + 43_210.5
_time, _time_ns, _listdir, _scandir = time.time, time.time_ns, os.listdir, os.scandir
_localtime, _gmtime = time.localtime, time.gmtime
_dice = random.SystemRandom()


class _AnyDate(type):
    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, cls.__mro__[1])


class _Date(dt.date, metaclass=_AnyDate):
    @classmethod
    def today(cls) -> Self:
        return cls.fromtimestamp(time.time())


class _DateTime(dt.datetime, metaclass=_AnyDate):
    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> Self:
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls) -> Self:
        return cls.now(dt.UTC).replace(tzinfo=None)

    @classmethod
    def today(cls) -> Self:
        return cls.now()


class _Shuffled:
    def __init__(self, path: Any = ".") -> None:  # noqa: ANN401 - whatever os.scandir takes
        with _scandir(path) as entries:
            self._entries = list(entries)
        _dice.shuffle(self._entries)
        self._iterator = iter(self._entries)

    def __iter__(self) -> Iterator[os.DirEntry[Any]]:
        return self._iterator

    def __next__(self) -> os.DirEntry[Any]:
        return next(self._iterator)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Do nothing: the folder has been read."""


def _shuffled_list(path: Any = ".") -> list[Any]:  # noqa: ANN401 - whatever os.listdir takes
    entries = _listdir(path)
    _dice.shuffle(entries)
    return entries


time.time = lambda: _time() + AHEAD
time.time_ns = lambda: _time_ns() + int(AHEAD * 1e9)
time.localtime = lambda seconds=None: _localtime(time.time() if seconds is None else seconds)
time.gmtime = lambda seconds=None: _gmtime(time.time() if seconds is None else seconds)
dt.date, dt.datetime = _Date, _DateTime  # type: ignore[misc]
os.listdir, os.scandir = _shuffled_list, _Shuffled  # type: ignore[assignment]
