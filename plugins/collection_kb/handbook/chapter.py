"""An article's HTML as a chapter of the handbook: ids of its own, deeper headings, links that stay in the book."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape

DEEPER = 2
"""Levels by which a heading moves down: below the book, the part and the article's title."""

_EXTERNAL = ("http://", "https://", "mailto:", "tel:")
_VALUES = r"""(?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)"""
_TAG = re.compile(
    rf"<(?P<end>/?)(?P<name>a|h[1-6])(?P<values>{_VALUES}?)>|<(?P<other>[a-z][a-z0-9]*{_VALUES})>", re.IGNORECASE
)
"""Links, headings, and tags with attributes; a book is made three times as fast as with an HTML parser."""

_ATTRIBUTE = re.compile(r"""([a-z-]+)=(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_IDS = re.compile(r"""(?<=\s)((?:aria-controls|aria-describedby|aria-labelledby|for|headers|id)=["'])([^"']+)""")
_SECTION = re.compile(r"\bkb-section\b")


@dataclass(frozen=True)
class Surroundings:
    """What a chapter knows of the book.

    `anchor` gives the id in the book for the target of a link, and an empty text when the target is not in it;
    `number` gives the number of the endnote of a provision.
    """

    slug: str
    anchor: Callable[[str], str]
    number: Callable[[str], int]


@dataclass(frozen=True)
class Rewritten:
    """A chapter's HTML, and the provisions it cites, in the order of the text."""

    html: str
    cited: tuple[str, ...]


def id_in_book(slug: str, id_: str) -> str:
    """Return the id of a place in an article, unique in the book."""
    return f"{slug}--{id_}" if id_ else slug


def note_id(provision: str) -> str:
    """Return the id of an endnote."""
    return f"note--{provision}"


def citation_id(slug: str, provision: str) -> str:
    """Return the id of the place at which an article first cites a provision."""
    return id_in_book(slug, f"law-{provision}")


def rewrite(html: str, surroundings: Surroundings) -> Rewritten:
    """Return an article's rendered HTML as it stands in the book. Links that lead out of the book keep their text."""
    rewriter = _Rewriter(surroundings)
    return Rewritten(_TAG.sub(rewriter.tag, html), tuple(rewriter.cited))


class _Rewriter:
    def __init__(self, surroundings: Surroundings) -> None:
        self.cited: dict[str, None] = {}
        self._surroundings = surroundings
        self._ends: list[str] = []

    def tag(self, match: re.Match[str]) -> str:
        """Return a tag as it stands in the book."""
        name, values = (match["name"] or "").lower(), match["values"] or ""
        if match["other"]:
            return f"<{self._own(match['other'])}>"
        if name != "a":
            return f"<{match['end']}h{min(int(name[1]) + DEEPER, 6)}{self._own(values)}>"
        if match["end"]:
            return self._ends.pop() if self._ends else ""
        attributes = {key.lower(): unescape(double or single) for key, double, single in _ATTRIBUTE.findall(values)}
        if attributes.get("data-provision"):
            return self._cite(attributes["data-provision"], attributes.get("class", ""))
        return self._link(attributes)

    def _own(self, values: str) -> str:
        """Return attributes with ids of this article. A section in the book is no card: no keys, no previews."""
        return _SECTION.sub("kb-passage", _IDS.sub(self._own_ids, values))

    def _own_ids(self, match: re.Match[str]) -> str:
        return match[1] + " ".join(id_in_book(self._surroundings.slug, id_) for id_ in match[2].split())

    def _link(self, attributes: dict[str, str]) -> str:
        target = attributes.get("href", "")
        is_external = target.startswith(_EXTERNAL)
        anchor = "" if is_external else self._surroundings.anchor(target)
        self._ends.append("</a>" if is_external or anchor else "")
        if is_external or anchor:
            attributes["href"] = target if is_external else f"#{anchor}"
            return "<a" + self._own("".join(f' {key}="{escape(value)}"' for key, value in attributes.items())) + ">"
        return ""

    def _cite(self, provision: str, classes: str) -> str:
        place = citation_id(self._surroundings.slug, provision)
        name = "" if provision in self.cited else f' id="{place}"'
        self.cited[provision] = None
        self._ends.append(f'<sup class="kb-note-number">{self._surroundings.number(provision)}</sup></a>')
        return f'<a{name} class="{escape(classes)}" href="#{note_id(provision)}">'
