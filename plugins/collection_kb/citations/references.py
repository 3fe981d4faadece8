"""A Markdown extension: links with the scheme `law:` lead to the provision and show how sure we are of it."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from collection_kb.knowledge.body import LAW_SCHEME
from collection_kb.knowledge.law import Provision


def makeExtension(*, provisions: Mapping[str, Provision], address: str) -> Extension:  # noqa: N802
    """Return the extension; Markdown looks for this name. `address` leads from the current page to the provisions."""
    return _ReferencesExtension(provisions, address)


class _ReferencesExtension(Extension):
    def __init__(self, provisions: Mapping[str, Provision], address: str) -> None:
        super().__init__()
        self._provisions = provisions
        self._address = address

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's
        """Register the processor after MkDocs has looked at links: it leaves those with a scheme alone."""
        md.treeprocessors.register(_References(md, self._provisions, self._address), "kb-references", -10)


class _References(Treeprocessor):
    def __init__(self, md: Markdown, provisions: Mapping[str, Provision], address: str) -> None:
        super().__init__(md)
        self._provisions = provisions
        self._address = address

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            target = link.get("href", "")
            provision = self._provisions.get(target.removeprefix(LAW_SCHEME)) if target.startswith(LAW_SCHEME) else None
            if provision:
                link.set("href", f"{self._address}#{provision.id}")
                link.set("class", f"kb-law kb-law--{provision.confidence}")
                link.set("data-provision", provision.id)
