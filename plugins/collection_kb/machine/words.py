"""The words of the interface for files that no template draws."""

from functools import cache
from typing import Any, cast

from jinja2 import Environment, PackageLoader

from collection_kb.knowledge.language import Labels, Language


@cache
def _strings() -> dict[str, Labels]:
    loader = PackageLoader("collection_kb", "theme/templates")
    environment = Environment(loader=loader, autoescape=True)
    module: Any = environment.get_template("partials/strings.html").module
    return cast("dict[str, Labels]", module.strings)


def word(key: str, language: Language) -> str:
    """Return an entry of `partials/strings.html`; raises KeyError when there is none."""
    return _strings()[key][language]
