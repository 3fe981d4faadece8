"""KB090: HTML, an attribute or an address that the build leaves out, since it could run something.

Links and pictures whose address other rules refuse already (KB054, KB055) are left to these.
"""

import re
from collections.abc import Iterator
from html import unescape

from markdown.extensions import Extension

from collection_kb.knowledge.article import Text
from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.page import Page
from collection_kb.lint.addresses import is_on_a_host, scheme_of
from collection_kb.lint.rules.link_scheme import ALLOWED
from collection_kb.reader import sections
from collection_kb.safety.author_markup import refused_in

SHOWN = 40
"""Characters of a long address that fit a message."""

_SPACE = re.compile(r"[\s\x00-\x1f]+")
_DOUBTFUL = re.compile(
    r"<[A-Za-z/]|[{&]|!\[|^ {0,3}\[[^\n]*\]:|\]\((?!(?:law:|https?:|mailto:|tel:)?[^\s():<>&\\]*\))", re.MULTILINE
)
"""What stands in every text that could have something refused. Texts without it need not be rendered."""


def find(library: Library) -> Iterator[Finding]:
    """Yield a finding for each thing that is left out, at the first line that has it."""
    ours = sections.makeExtension(
        ids=sections.section_ids(library.types.values()), placeholders=tuple(library.placeholders.values())
    )
    for article in library.articles.values():
        for text in article.texts.values():
            yield from _find(text, ours)
    for page in library.pages:
        yield from _find(page, ours)


def _find(text: Text | Page, ours: Extension) -> Iterator[Finding]:
    if not _DOUBTFUL.search(text.body):
        return
    lines = text.body.split("\n")
    known = {
        _bare(link.target)
        for link in text.links()
        if (link.is_image and is_on_a_host(link.target)) or scheme_of(link.target) not in ("", *ALLOWED)
    }
    for refused in refused_in(text.body, ours):
        is_known = any(target.startswith(_bare(refused.text)) for target in known)
        if refused.kind in ("address", "picture") and is_known:
            continue
        value = refused.text if len(refused.text) <= SHOWN else f"{refused.text[:SHOWN]}…"
        line = text.sections[0].heading.line + _line(lines, refused.text)
        value = _SPACE.sub(" ", value).strip()
        yield found(text.path, line, "KB090", value=value, problem=f"@unsafe {refused.kind}")


def _line(lines: list[str], written: str) -> int:
    """Return the index of the line that has `written`, entities and white space aside; else of the first line."""
    wanted = _bare(written.partition("\n")[0]) or _bare(written)
    return next((number for number, line in enumerate(lines) if wanted in _bare(line)), 0)


def _bare(text: str) -> str:
    return _SPACE.sub("", unescape(text))
