"""The model of a library: learned once for the same labelled texts, then read from the cache."""

import hashlib
import json
import os
import zipfile
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np

from collection_kb.knowledge.library import Library
from collection_kb.topics.model import Example, Model, train
from collection_kb.topics.training import training_examples

_SOURCES = ("document.py", "model.py", "training.py")


def model_of(library: Library, cache: Path) -> Model:
    """Return the model of `library`; `cache` is a folder that may be deleted at any time."""
    examples = training_examples(library)
    topics = tuple(library.topics)
    file = cache / f"topics-{_digest(examples, topics)}.npz"
    model = _read(file)
    if model is None:
        model = train(examples, topics)
        _write(model, file)
    return model


def _digest(examples: Sequence[Example], topics: Sequence[str]) -> str:
    """Return a digest of all that the model depends on: the labelled texts and the code that learns from them."""
    digest = hashlib.sha256()
    for source in _SOURCES:
        digest.update(files(__package__).joinpath(source).read_bytes())
    for example in examples:
        digest.update(json.dumps(_plain(example), ensure_ascii=False).encode())
    digest.update(json.dumps(topics).encode())
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
