"""Postings in arrays: ten thousand articles have tens of millions of them, too many for an object each."""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_Numbers = npt.NDArray[np.uint32]

_MOST_IMPACT = 255
_AT_ONCE = 20_000
"""Terms whose numbers are turned into Python's at once: one by one takes long, all together much memory."""


class Gatherer:
    """Takes the terms of one article after the other, and gives the postings of all."""

    def __init__(self) -> None:
        self._vocabulary: defaultdict[str, int] = defaultdict()
        self._vocabulary.default_factory = self._vocabulary.__len__
        self._terms = array("I")
        self._numbers = array("I")
        self._impacts = array("B")

    def numbers(self, terms: Collection[str]) -> _Numbers:
        """Return the number of each term; a new one gets the next."""
        return np.fromiter(map(self._vocabulary.__getitem__, terms), np.uint32, len(terms))

    def add(self, article: int, terms: _Numbers, impacts: _Numbers) -> None:
        """Add an article, given by its number, which is greater than those before."""
        self._terms.frombytes(terms.tobytes())
        self._impacts.frombytes(np.minimum(impacts, _MOST_IMPACT).astype(np.uint8).tobytes())
        self._numbers.frombytes(np.full(len(terms), article, np.uint32).tobytes())

    def postings(self, longest: int) -> "Postings":
        """Return the postings, at most `longest` of each term: those with the greatest impact, the earlier if equal."""
        terms = sorted(self._vocabulary)
        place = np.empty(len(terms), np.uint32)
        place[np.array([self._vocabulary[term] for term in terms], np.uint32)] = np.arange(len(terms), dtype=np.uint32)
        of_term = place[np.frombuffer(self._terms, np.uint32)]
        order = np.argsort(of_term, kind="stable")
        numbers = np.frombuffer(self._numbers, np.uint32)[order]
        impacts = np.frombuffer(self._impacts, np.uint8)[order]
        counts = np.bincount(of_term, minlength=len(terms))
        starts = np.concatenate(([0], np.cumsum(counts)))
        kept = np.ones(len(numbers), bool)
        for term in np.flatnonzero(counts > longest):
            start, end = starts[term], starts[term + 1]
            ranked = np.argsort(-impacts[start:end].astype(np.int16), kind="stable")
            kept[start + ranked[longest:]] = False
        starts = np.concatenate(([0], np.cumsum(np.minimum(counts, longest))))
        return Postings(terms, counts, starts, numbers[kept], impacts[kept])


@dataclass(frozen=True, eq=False)
class Postings(Mapping[str, tuple[int, list[tuple[int, int]]]]):
    """For every term, in order, how many articles have it, then pairs of an article's number and its impact."""

    _terms: Sequence[str]
    _counts: npt.NDArray[np.int64]
    _starts: npt.NDArray[np.int64]
    _numbers: _Numbers
    _impacts: npt.NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self._terms)

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __getitem__(self, term: str) -> tuple[int, list[tuple[int, int]]]:
        place = bisect_left(self._terms, term)
        if place == len(self) or self._terms[place] != term:
            raise KeyError(term)
        here = slice(self._starts[place], self._starts[place + 1])
        pairs = zip(self._numbers[here].tolist(), self._impacts[here].tolist(), strict=True)
        return int(self._counts[place]), list(pairs)

    def rows(self) -> Iterator[tuple[str, list[int]]]:
        """Yield every term with its number of articles, then in turn the gap to each article and its impact."""
        row = np.empty(2 * len(self._numbers), np.uint32)
        row[0::2], row[1::2] = self._gaps(), self._impacts
        starts = 2 * self._starts
        for first in range(0, len(self), _AT_ONCE):
            last = min(first + _AT_ONCE, len(self))
            numbers = row[starts[first] : starts[last]].tolist()
            ends = (starts[first : last + 1] - starts[first]).tolist()
            counts = self._counts[first:last].tolist()
            for term, count, start, end in zip(self._terms[first:last], counts, ends, ends[1:], strict=False):
                yield term, [count, *numbers[start:end]]

    def size(self) -> int:
        """Return the bytes that the rows take, written with a separator behind each number."""
        numbers = np.concatenate((self._counts, self._gaps(), self._impacts))
        digits = np.ones(len(numbers), np.int64)
        for power in range(1, 10):
            digits += numbers >= 10**power
        own = sum(len(term.encode()) + 4 for term in self._terms)
        return own + int(digits.sum()) + len(numbers)

    def _gaps(self) -> _Numbers:
        """Return the difference to the article before; of a term's first one, the number itself."""
        gaps = np.diff(self._numbers, prepend=np.uint32(0))
        firsts = self._starts[:-1]
        gaps[firsts] = self._numbers[firsts]
        return gaps
