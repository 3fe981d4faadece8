"""The engines that can be measured, a module each; a module is loaded when its engine is asked for."""

from importlib import import_module
from typing import Protocol, cast

from collection_kb.benchmark.engines.engine import Prepare

ENGINES = ("ours", "material", "pagefind", "minisearch", "bm25s")


class _Module(Protocol):
    prepare: Prepare


def preparation(name: str) -> Prepare:
    """Return the function that makes an engine ready; raises ModuleNotFoundError when a tool for it is missing."""
    return cast("_Module", import_module(f"{__name__}.{name}")).prepare
