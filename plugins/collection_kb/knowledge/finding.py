"""A finding: what is wrong, in which file and line, and how to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal, TypedDict, cast

import yaml

from collection_kb.knowledge.language import Labels, Language

Level = Literal["error", "warning"]
Setting = Literal["off", "warning", "error"]
"""What a level can be set to."""


class _Rule(TypedDict):
    level: Level
    zh: str
    en: str


class _Catalogue(TypedDict):
    hint: Labels
    allowed: Labels
    terms: Mapping[str, Labels]
    rules: Mapping[str, _Rule]


TOPIC_RULES = frozenset({"KB018", "KB020", "KB026"})
DATA_RULES = frozenset({"KB060", "KB062"})
"""Rules without which nothing can be said or shown: the data are not there."""

_OF_FILES = (
    "KB001",
    "KB004",
    "KB005",
    "KB006",
    "KB007",
    "KB008",
    "KB009",
    "KB031",
    "KB032",
    *(f"KB{number}" for number in range(100, 108)),
)
UNUSABLE_RULES = frozenset({*_OF_FILES, "KB060", "KB061", "KB062", "KB099"})
"""Rules that say that a file, or an entry of it, is left out. They cannot be set lower: that would hide the loss."""

UNREADABLE_RULES = frozenset({"KB001", "KB004", "KB007", "KB100", "KB101", "KB102", "KB107"})
"""Rules that say that the text of a file cannot be read at all, or that rendering it would take minutes."""

LAW_RULES = frozenset({"KB021", "KB024", "KB025", "KB028", "KB029"})
WORDING_RULES = frozenset({"KB070"})
"""Rules whose findings the plugin of their field reports; all others are reported with the pages."""


@dataclass(frozen=True, order=True)
class Finding:
    """One mistake. `values` fill the placeholders of the rule's message; `hint` is the word that was probably meant.

    A value that is a term of `findings.yml` is shown in the reader's language. `set_level` is what `lint.yml` says.
    """

    path: str
    line: int
    rule: str
    values: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    allowed: tuple[str, ...] = ()
    set_level: Level | None = field(default=None, compare=False)

    @property
    def level(self) -> Level:
        """Return whether the finding fails the check (`error`) or only informs (`warning`)."""
        return self.set_level or _catalogue()["rules"][self.rule]["level"]

    def message(self, language: Language) -> str:
        """Return the sentence for a trainer, without file, line and id."""
        catalogue = _catalogue()
        values = {key: catalogue["terms"].get(value, {}).get(language, value) for key, value in self.values}
        parts = [catalogue["rules"][self.rule][language].format_map(values)]
        if self.hint:
            parts.append(catalogue["hint"][language].format(hint=self.hint))
        if self.allowed:
            parts.append(catalogue["allowed"][language].format(allowed=", ".join(self.allowed)))
        return ("" if language == "zh" else " ").join(parts)

    def text(self, language: Language) -> str:
        """Return `path:line: ID message`."""
        return f"{self.path}:{self.line}: {self.rule} {self.message(language)}"


def found(
    path: str, line: int, rule: str, *, hint: str = "", allowed: tuple[str, ...] = (), **values: object
) -> Finding:
    """Return a finding of `rule`; `values` fill its message."""
    return Finding(path, line, rule, tuple((key, str(value)) for key, value in values.items()), hint, allowed)


def rule_ids() -> tuple[str, ...]:
    """Return the ids of all rules."""
    return tuple(_catalogue()["rules"])


@cache
def _catalogue() -> _Catalogue:
    text = files(__package__).joinpath("findings.yml").read_text(encoding="utf-8")
    return cast("_Catalogue", yaml.safe_load(text))
