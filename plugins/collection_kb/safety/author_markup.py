"""A Markdown extension that lets authors write words, not programs.

Python-Markdown passes HTML on as it is, lets `{: ...}` set any attribute, and takes any address. With this extension a
tag outside the short list of `allowed` is text like any other; so is a tag over several lines, for blocks of HTML are
not looked for. Attributes and addresses that are not allowed are left out. What happened is kept in `refused`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder
from markdown.inlinepatterns import HtmlInlineProcessor, InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from collection_kb.safety.allowed import INLINE_TAG, may_have, may_lead_to

Kind = Literal["tag", "attribute", "address", "picture"]

_ANY_TAG = r"(</?[A-Za-z][^<>]*>)"
_ESCAPED = re.compile("\x02(\\d+)\x03")
_FENCED = re.compile(r"(<pre[^>]*><code)([^>]*)(>)")
_FENCED_ATTRIBUTE = re.compile(r'\s([^\s="]+)(?:="([^"]*)")?')
_AS_BUILT = ("toc", "tables", "fenced_code", "attr_list")
"""The extensions that MkDocs and `mkdocs.yml` switch on and that read what an author wrote."""

_ADDRESSES = {"a": "href", "img": "src"}


@dataclass(frozen=True)
class Refused:
    """Something that an author wrote and no page has; `text` is how it was written."""

    kind: Kind
    text: str


def refused_in(text: str, *ours: Extension) -> list[Refused]:
    """Return what no page would show as it was written, in a Markdown text; `ours` are more extensions of the build."""
    markup = AuthorMarkup()
    Markdown(extensions=[*_AS_BUILT, *ours, markup]).convert(text)
    return list(dict.fromkeys(markup.refused))


def makeExtension() -> "AuthorMarkup":  # noqa: N802
    """Return the extension; Markdown looks for this name."""
    return AuthorMarkup()


class AuthorMarkup(Extension):
    """Takes away what authors may not write. `refused` has all of it, in order within each kind."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[Refused] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's
        """Put our own in the place of what reads HTML and attributes; look at addresses before MkDocs does (0)."""
        md.preprocessors.register(_Comments(md), "html_block", 20)
        md.inlinePatterns.register(HtmlInlineProcessor(f"({INLINE_TAG})", md), "html", 90)
        md.inlinePatterns.register(_Tags(_ANY_TAG, self.refused), "kb-tags", 89)
        if "attr_list" in md.treeprocessors:
            md.treeprocessors.register(_Attributes(md, self.refused), "attr_list", 8)
        md.treeprocessors.register(_Addresses(md, self.refused), "kb-addresses", 6)


class _Comments(Preprocessor):
    """Leaves out comments that begin a line, as Markdown does; code in fences is already put aside."""

    def run(self, lines: list[str]) -> list[str]:
        return "".join(self._kept("\n".join(lines))).split("\n")

    def _kept(self, text: str) -> Iterator[str]:
        here = 0
        for start in re.finditer(r"^ {0,3}<!--", text, re.MULTILINE):
            if start.start() < here:
                continue
            end = text.find("-->", start.end())
            if end < 0:
                break
            yield text[here : start.start()]
            here = end + 3
        yield text[here:]


class _Tags(InlineProcessor):
    def __init__(self, pattern: str, refused: list[Refused]) -> None:
        super().__init__(pattern)
        self._refused = refused

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the name is Markdown's
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[None, None, None]:
        self._refused.append(Refused("tag", m.group(1)))
        return None, None, None


class _Attributes(AttrListTreeprocessor):
    def __init__(self, md: Markdown, refused: list[Refused]) -> None:
        super().__init__(md)
        self._refused = refused

    def assign_attrs(self, elem: Element, attrs_string: str, *, strict: bool = False) -> str:
        attributes, remainder = get_attrs_and_remainder(attrs_string)
        if strict and remainder:
            return remainder
        for key, value in attributes:
            name = "class" if key == "." else key.lower()
            if not may_have(name, value):
                self._refused.append(Refused("attribute", key if key != "." else str(value)))
            elif name == "class":
                elem.set(name, " ".join(filter(None, (elem.get(name), value))))
            else:
                elem.set(name, value or "")
        return remainder


class _Addresses(Treeprocessor):
    """Looks at links and pictures, and at the attributes of code in fences, which is HTML already."""

    def __init__(self, md: Markdown, refused: list[Refused]) -> None:
        super().__init__(md)
        self._refused = refused

    def run(self, root: Element) -> None:
        for element in root.iter():
            attribute = _ADDRESSES.get(element.tag)
            if not attribute:
                continue
            address = _ESCAPED.sub(lambda match: chr(int(match[1])), element.get(attribute) or "")
            is_picture = element.tag == "img"
            if not may_lead_to(address.replace(AMP_SUBSTITUTE, "&"), embedded=is_picture):
                self._refused.append(Refused("picture" if is_picture else "address", address))
                element.tag, element.text = "span", element.get("alt") or element.text
                element.attrib.clear()
        stash = self.md.htmlStash.rawHtmlBlocks
        for number, block in enumerate(stash):
            if isinstance(block, str) and block.startswith("<pre"):
                stash[number] = _FENCED.sub(self._fence, block, count=1)

    def _fence(self, match: re.Match[str]) -> str:
        kept = []
        for attribute in _FENCED_ATTRIBUTE.finditer(match[2]):
            if attribute[1] == "class" or may_have(attribute[1], attribute[2]):
                kept.append(attribute[0])
            else:
                self._refused.append(Refused("attribute", attribute[1]))
        return match[1] + "".join(kept) + match[3]
