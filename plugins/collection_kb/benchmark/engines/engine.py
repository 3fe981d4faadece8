"""What an engine is: it opens sessions of a reader in a language, and a session answers queries."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import Library


class BenchError(Exception):
    """What keeps the bench from measuring, in a sentence for the person who ran it."""


@dataclass(frozen=True)
class Content:
    """What is searched: the library, the configuration of its site, a folder for scratch, and a built site, if any."""

    library: Library
    config: Path
    work: Path
    site: Path | None = None


@dataclass(frozen=True)
class Answer:
    """The articles found, best first; milliseconds from the last key stroke; bytes transferred for it."""

    slugs: tuple[str, ...]
    milliseconds: float
    bytes: int


class Session(Protocol):
    """A reader who has just opened the site."""

    def ask(self, text: str, *, at_once: bool = False) -> Answer:
        """Return the answer to a query, typed with or without the pause that a reader makes before the last key."""


class Engine(Protocol):
    """A search over the content."""

    def open(self, language: Language) -> AbstractContextManager[Session]:
        """Give a session that has nothing in its memory yet."""


Prepare = Callable[[Content], AbstractContextManager[Engine]]
