"""What else is useful beside an article: the articles that speak of the same things, use the same rules, link to it."""

import math
from collections import defaultdict

import numpy as np
import numpy.typing as npt

from collection_kb.finder.index import Index
from collection_kb.knowledge.library import Library

NEAREST = 8
"""Neighbours that an article keeps; more are never shown beside it."""

CLOSEST = 100
"""The nearness of the nearest neighbour; that of the others is in proportion."""

_COMMON = 200
"""A term that more articles have than these tells nothing about any two of them, and would make the work quadratic."""

_TOPICS = 0.04
_LINKED_BY = 0.02
_LINKS = 0.01

_Numbers = npt.NDArray[np.int64]
_Values = npt.NDArray[np.float64]


def neighbours(index: Index, library: Library) -> list[list[tuple[int, int]]]:
    """Return for each article of the index the numbers of its neighbours, nearest first, and how near each is.

    Nearness is the cosine of what the terms say about two articles, by rarity, and a little for topics and links.
    """
    numbers = {article.slug: number for number, article in enumerate(index.documents)}
    links = [{numbers[slug] for slug in article.linked() if slug in numbers} for article in index.documents]
    topics = [frozenset(library.declared_topics(article) or ()) for article in index.documents]
    members = defaultdict(list)
    for number, own in enumerate(topics):
        for topic in own:
            members[topic].append(number)
    nearness = _cosines(index)
    for number, own in enumerate(topics):
        near = nearness[number]
        for other in {other for topic in own for other in members[topic][:_COMMON]}:
            near[other] += _TOPICS * len(own & topics[other]) / math.sqrt(len(own) * len(topics[other]))
        for other in links[number]:
            near[other] += _LINKS
            nearness[other][number] += _LINKED_BY
    return [_nearest(near, number) for number, near in enumerate(nearness)]


def _cosines(index: Index) -> list[defaultdict[int, float]]:
    """Return for each article the articles with a term in common, and the cosine of the two."""
    size = len(index.documents)
    rows: list[list[tuple[_Numbers, _Values, float]]] = [[] for _ in range(size)]
    squares = np.zeros(size)
    for term, (count, articles) in index.postings.items():
        if term[0] in "~^=" or len(term) == 1 or not 1 < count <= min(_COMMON, size - 1):
            continue
        numbers = np.array([number for number, _ in articles])
        values = np.array([impact for _, impact in articles]) * math.log(size / count)
        squares[numbers] += values**2
        for number, value in zip(numbers, values, strict=True):
            rows[number].append((numbers, values, value))
    lengths = np.sqrt(np.maximum(squares, 1e-9))
    result = []
    for number, row in enumerate(rows):
        sums = np.zeros(size)
        if row:
            others = np.concatenate([numbers for numbers, _, _ in row])
            shares = np.concatenate([values * value for _, values, value in row])
            sums = np.bincount(others, shares, size) / lengths / lengths[number]
        result.append(defaultdict(float, {int(other): float(sums[other]) for other in np.flatnonzero(sums)}))
    return result


def _nearest(near: dict[int, float], number: int) -> list[tuple[int, int]]:
    others = sorted((round(-value, 9), other) for other, value in near.items() if other != number and value > 0)
    greatest = -others[0][0] if others else 1.0
    return [(other, round(-CLOSEST * value / greatest)) for value, other in others[:NEAREST]]
