"""The model: a linear score for every topic, learned from labelled texts.

Terms are weighed by TF-IDF, and a ridge regression (kernel form, closed solution, so the same data give the same model)
predicts for each topic, and for "none of them", how much a text is about it.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from collection_kb.topics.document import Document

NONE = ""
"""The label of texts that are about none of the topics."""

RIDGE = 0.3
SECOND = 1.0
RARE = 2
DAMPING = 0.7
BLOCK = 4096
ENOUGH = 40
"""Different known terms that a text needs for full confidence: a dozen words in passing prove nothing."""

Matrix = NDArray[np.float64]
Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Example:
    """A labelled text: its topics, main one first, none at all if empty. `weight` is how much it counts in learning."""

    name: str
    document: Document
    topics: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True)
class Model:
    """Weights of terms for every label; `labels` are the topics and NONE."""

    labels: tuple[str, ...]
    vocabulary: Mapping[str, int]
    rarity: Matrix
    weights: Matrix
    bias: Matrix

    def vector(self, document: Document) -> tuple[Indices, Matrix]:
        """Return the known terms of a document as indices and their values; the vector has length 1."""
        return _vector(document, self.vocabulary, self.rarity)

    def scores(self, document: Document) -> dict[str, float]:
        """Return a score for every label: about 1 for the main topic, about 0 for one that is foreign to it."""
        indices, values = self.vector(document)
        known = min(1.0, len(indices) / ENOUGH)
        result = self.bias + known * (values @ self.weights[indices])
        result[self.labels.index(NONE)] += 1.0 - known
        return dict(zip(self.labels, map(float, result), strict=True))


def train(examples: Sequence[Example], topics: Sequence[str]) -> Model:
    """Return the model learned from `examples`; ridge regression in its dual form (Saunders and others, 1998)."""
    labels = (*topics, NONE)
    frequency = Counter(term for example in examples for term in example.document.terms())
    vocabulary = {term: index for index, term in enumerate(sorted(t for t, n in frequency.items() if n >= RARE))}
    total = len(examples)
    rarity = np.array([math.log((1 + total) / (1 + frequency[term])) ** DAMPING for term in vocabulary])
    vectors = [_vector(example.document, vocabulary, rarity) for example in examples]
    target = np.zeros((total, len(labels)))
    for row, example in enumerate(examples):
        for position, topic in enumerate(example.topics or (NONE,)):
            target[row, labels.index(topic)] = 1.0 if position == 0 else SECOND
    weight = np.array([example.weight for example in examples])
    bias = (target * weight[:, None]).sum(0) / weight.sum()
    kernel = RIDGE * np.diag(1 / weight)
    for _, block in _blocks(vectors, len(vocabulary)):
        kernel += block @ block.T
    dual = np.linalg.solve(kernel, target - bias)
    weights = np.zeros((len(vocabulary), len(labels)))
    for start, block in _blocks(vectors, len(vocabulary)):
        weights[start : start + block.shape[1]] = block.T @ dual
    return Model(labels, vocabulary, rarity, weights, bias)


def _blocks(vectors: Sequence[tuple[Indices, Matrix]], width: int) -> Iterator[tuple[int, Matrix]]:
    """Yield the term matrix a block of columns at a time: whole, it would not fit a small machine."""
    rows = np.repeat(np.arange(len(vectors)), [len(indices) for indices, _ in vectors])
    columns = np.concatenate([indices for indices, _ in vectors])
    values = np.concatenate([values for _, values in vectors])
    order = np.argsort(columns, kind="stable")
    rows, columns, values = rows[order], columns[order], values[order]
    for start in range(0, width, BLOCK):
        stop = min(start + BLOCK, width)
        here = slice(*np.searchsorted(columns, (start, stop)))
        block = np.zeros((len(vectors), stop - start))
        block[rows[here], columns[here] - start] = values[here]
        yield start, block


def _vector(document: Document, vocabulary: Mapping[str, int], rarity: Matrix) -> tuple[Indices, Matrix]:
    known = {index: weight for term, weight in document.terms().items() if (index := vocabulary.get(term)) is not None}
    indices = np.fromiter(known.keys(), np.int64, len(known))
    values = (1 + np.log(np.fromiter(known.values(), np.float64, len(known)))) * rarity[indices]
    length = float(np.linalg.norm(values))
    return indices, values / length if length else values
