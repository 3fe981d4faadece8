"""A Markdown extension: links with the scheme `law:` lead to the provision and show how sure we are of it."""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from collection_kb.knowledge.body import LAW_SCHEME
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.law import Provision

FOREIGN_MARK: Mapping[Language, str] = {"zh": "在中国不适用", "en": "not applicable in China"}


def makeExtension(  # noqa: N802
    *, provisions: Mapping[str, Provision], address: Callable[[Provision], str], language: Language
) -> Extension:
    """Return the extension; Markdown looks for this name. `address` leads from the current page to a provision."""
    return _ReferencesExtension(provisions, address, language)


class _ReferencesExtension(Extension):
    def __init__(
        self, provisions: Mapping[str, Provision], address: Callable[[Provision], str], language: Language
    ) -> None:
        super().__init__()
        self._provisions = provisions
        self._address = address
        self._language = language

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's
        """Register the processor after MkDocs has looked at links: it leaves those with a scheme alone."""
        processor = _References(md, self._provisions, self._address, self._language)
        md.treeprocessors.register(processor, "kb-references", -10)


class _References(Treeprocessor):
    def __init__(
        self,
        md: Markdown,
        provisions: Mapping[str, Provision],
        address: Callable[[Provision], str],
        language: Language,
    ) -> None:
        super().__init__(md)
        self._provisions = provisions
        self._address = address
        self._language = language

    def run(self, root: Element) -> None:
        for parent in root.iter():
            for link in list(parent):
                target = link.get("href", "") if link.tag == "a" else ""
                provision = self._provisions.get(target.removeprefix(LAW_SCHEME))
                if target.startswith(LAW_SCHEME) and provision:
                    self._refer(parent, link, provision)

    def _refer(self, parent: Element, link: Element, provision: Provision) -> None:
        link.set("href", self._address(provision))
        link.set("class", f"kb-law kb-law--{provision.confidence}")
        link.set("data-provision", provision.id)
        if provision.instrument.is_foreign:
            mark = Element("small", {"class": "kb-law__foreign"})
            mark.text = f" ({FOREIGN_MARK[self._language]})"
            mark.tail, link.tail = link.tail, None
            parent.insert(list(parent).index(link) + 1, mark)
