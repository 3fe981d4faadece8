"""A Markdown extension: fixed headings become sections, placeholders become blanks, `- [ ]` becomes a box to tick."""

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from collection_kb.knowledge.article_type import ArticleType
from collection_kb.knowledge.vocabulary import Term

_BOX = re.compile(r"\[[ xX]\]\s+")


def section_ids(types: Iterable[ArticleType]) -> dict[str, str]:
    """Return the section's id for every heading in every language. Types share headings, so a heading has one id."""
    return {
        label: section.id
        for article_type in types
        for section in article_type.walk()
        for label in section.labels.values()
    }


def makeExtension(*, ids: Mapping[str, str], placeholders: tuple[Term, ...]) -> Extension:  # noqa: N802
    """Return the extension; Markdown looks for this name."""
    return _SectionsExtension(ids, placeholders)


class _SectionsExtension(Extension):
    """Groups a heading with what stands below it, and gives it the language-neutral id of its section."""

    def __init__(self, ids: Mapping[str, str], placeholders: tuple[Term, ...]) -> None:
        super().__init__()
        self._ids = ids
        self._placeholders = placeholders

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's
        """Register the processors: after inline text is there (20) and before ids are given (toc, 5)."""
        md.treeprocessors.register(_Sections(md, self._ids), "kb-sections", 12)
        md.treeprocessors.register(_Ticks(md), "kb-ticks", 13)
        md.inlinePatterns.register(_Blanks(self._placeholders), "kb-blanks", 175)


class _Sections(Treeprocessor):
    def __init__(self, md: Markdown, ids: Mapping[str, str]) -> None:
        super().__init__(md)
        self._ids = ids

    def run(self, root: Element) -> None:
        self._group(root, "h2", "section")
        for section in root.iter("section"):
            self._group(section, "h3", "div")

    def _group(self, parent: Element, tag: str, wrapper: str) -> None:
        children = list(parent)
        group: Element | None = None
        for child in children:
            name = self._ids.get("".join(child.itertext()).strip()) if child.tag == tag else None
            if child.tag == tag:
                group = None
            if name:
                parent.remove(child)
                group = SubElement(parent, wrapper, {"class": f"kb-section kb-section--{name}"})
                child.set("id", name)
                group.append(child)
            elif group is not None:
                parent.remove(child)
                group.append(child)
            else:
                parent.remove(child)
                parent.append(child)


class _Ticks(Treeprocessor):
    def run(self, root: Element) -> None:
        number = 0
        for item in root.iter("li"):
            holder = item[0] if len(item) and item[0].tag == "p" else item
            match = _BOX.match(holder.text or "")
            if not match:
                continue
            number += 1
            label = Element("span", {"id": f"tick-{number}"})
            label.text = (holder.text or "")[match.end() :]
            for child in list(holder):
                if child.tag not in {"ul", "ol"}:
                    holder.remove(child)
                    label.append(child)
            box = Element("input", {"type": "checkbox", "aria-labelledby": f"tick-{number}"})
            holder.text = ""
            holder.insert(0, box)
            holder.insert(1, label)
            item.set("class", "kb-tick")


class _Blanks(InlineProcessor):
    def __init__(self, placeholders: Iterable[Term]) -> None:
        self._ids = {}
        for placeholder in placeholders:
            self._ids[f"【{placeholder.labels['zh']}】"] = placeholder.id
            self._ids[f"[{placeholder.labels['en']}]"] = placeholder.id
        pattern = "|".join(re.escape(blank) for blank in self._ids) or "(?!)"
        super().__init__(rf"({pattern})(?![(\[])")

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name is Markdown's
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element, int, int]:
        blank = Element("span", {"class": "kb-blank", "data-blank": self._ids[m.group(1)]})
        blank.text = m.group(1)
        return blank, m.start(0), m.end(0)
