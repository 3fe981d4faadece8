"""The help pages: what a finding means, why it matters, an example, and how to mend it."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from collection_kb.knowledge.finding import rule_ids
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.source import split_page
from collection_kb.knowledge.yaml_text import load_yaml


@dataclass(frozen=True)
class HelpPage:
    """The help for a rule. `file` is the file, below the content folder, that its examples are lines of, if it has any.

    An example is fenced as `bad` or `good`.
    """

    rule: str
    title: str
    file: str
    body: str


@cache
def help_page(rule: str, language: Language) -> HelpPage:
    """Return the help for a rule; raises FileNotFoundError when it has none."""
    file = files(__package__).joinpath("help", language, f"{rule}.md")
    page = split_page(file.read_text(encoding="utf-8"))
    front = load_yaml(page.front or "").value
    values = front if isinstance(front, dict) else {}
    return HelpPage(rule, str(values.get("title", "")), str(values.get("file", "")), page.body.strip() + "\n")


def help_pages(language: Language) -> tuple[HelpPage, ...]:
    """Return the help for all rules, in the order of the catalogue."""
    return tuple(help_page(rule, language) for rule in rule_ids())
