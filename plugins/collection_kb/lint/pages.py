"""What the help pages for findings show, as plain values."""

from dataclasses import dataclass

from collection_kb.knowledge.finding import level_of, rule_ids
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.listing import Address
from collection_kb.lint.help_page import help_page

INDEX = "lint/index.md"


@dataclass(frozen=True)
class RuleView:
    """A rule in a list; `level` is the one that is set: `error`, `warning` or `off`."""

    id: str
    title: str
    level: str
    url: str


def rule_file(rule: str) -> str:
    """Return the file of a rule's page."""
    return f"lint/{rule.lower()}.md"


def rule_at(path: str) -> str | None:
    """Return the rule whose page is at `path`, if there is one."""
    return next((rule for rule in rule_ids() if rule_file(rule) == path), None)


def rule_view(rule: str, library: Library, language: Language, address: Address) -> RuleView:
    """Return the view of a rule."""
    level = library.levels.get(rule) or level_of(rule)
    return RuleView(rule, help_page(rule, language).title, level, address(rule_file(rule)))


def rule_views(library: Library, language: Language, address: Address) -> tuple[RuleView, ...]:
    """Return the views of all rules, in the order of the catalogue."""
    return tuple(rule_view(rule, library, language, address) for rule in rule_ids())
