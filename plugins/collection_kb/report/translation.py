"""Whether the English text of an article kept up with the Chinese one."""

from typing import Literal

from collection_kb.knowledge.article import Article, Text
from collection_kb.knowledge.language import SOURCE_LANGUAGE, Language

Translation = Literal["complete", "missing", "behind", "together", "confirmed", "translation-only", "untouched", "gone"]

_OTHER: Language = "en"


def translation_state(before: Article | None, after: Article | None) -> Translation:
    """Return what a change did to the pair of texts. What only the Chinese file holds, such as an owner, is no text.

    `confirmed`: the Chinese text changed, and the translation says by its `translation_of` that it still holds.
    """
    if not after:
        return "gone"
    if _OTHER not in after.texts:
        return "missing"
    if not before or _OTHER not in before.texts:
        return "complete"
    source = _said(before.texts[SOURCE_LANGUAGE]) != _said(after.texts[SOURCE_LANGUAGE])
    old, new = before.texts[_OTHER], after.texts[_OTHER]
    if _said(old) != _said(new):
        return "together" if source else "translation-only"
    if not source:
        return "untouched"
    return "confirmed" if new.translation_of != old.translation_of else "behind"


def _said(text: Text) -> tuple[str, str, str]:
    """Return what a translation must say too; aliases are each language's own."""
    return text.title, text.summary, text.body.strip()
