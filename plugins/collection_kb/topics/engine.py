"""The model of a library: learned once for the same labelled texts, then read from the cache."""

import hashlib
import json
import os
import zipfile
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from collection_kb.knowledge.library import Library
from collection_kb.topics.model import Example, Model, train
from collection_kb.topics.training import training_examples

_SOURCES = ("document.py", "model.py", "training.py")


def model_of(library: Library, cache: Path) -> Model:
    """Return the model of `library`; `cache` is a folder that may be deleted at any time."""
    return _learned(_digest(library), cache, _Examples(library))


class _Examples:
    """The training data of a library. All are equal: what is learned depends on the digest alone."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Examples)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=2)
def _learned(digest: str, cache: Path, data: _Examples) -> Model:
    file = cache / f"topics-{digest}.npz"
    model = _read(file)
    if model is None:
        model = train(training_examples(data.library), tuple(data.library.topics))
        _write(model, file)
    return model


def _digest(library: Library) -> str:
    """Return a digest of all that the model depends on: the labelled texts and the code that learns from them."""
    digest = hashlib.sha256()
    for source in _SOURCES:
        digest.update(files(__package__).joinpath(source).read_bytes())
    for example in training_examples(library):
        digest.update(json.dumps(_plain(example), ensure_ascii=False).encode())
    digest.update(json.dumps(tuple(library.topics)).encode())
    return digest.hexdigest()[:24]


def _plain(example: Example) -> list[object]:
    return [example.name, example.document.fields, example.topics, example.weight]


def _read(file: Path) -> Model | None:
    try:
        with np.load(file, allow_pickle=False) as data:
            vocabulary = {term: index for index, term in enumerate(data["vocabulary"].tolist())}
            labels = tuple(data["labels"].tolist())
            return Model(labels, vocabulary, data["rarity"], data["weights"], data["bias"])
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        return None  # absent or damaged: it is learned again


def _write(model: Model, file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        aside = file.with_suffix(f".{os.getpid()}.npz")
        np.savez(
            aside,
            vocabulary=np.array(list(model.vocabulary)),
            labels=np.array(model.labels),
            rarity=model.rarity,
            weights=model.weights,
            bias=model.bias,
        )
        aside.replace(file)
    except OSError:
        return  # a read-only folder costs time at the next build, nothing else
