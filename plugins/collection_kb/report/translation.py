"""Whether the English text of an article kept up with the Chinese one."""

from typing import Literal

from collection_kb.knowledge.article import Article, Text
from collection_kb.knowledge.language import SOURCE_LANGUAGE, Language
from collection_kb.lint.translation import Pair, digest_of

Translation = Literal["complete", "missing", "behind", "together", "confirmed", "translation-only", "untouched", "gone"]

_OTHER: Language = "en"


def translation_state(before: Article | None, after: Article | None) -> Translation:
    """Return what a change did to the pair of texts. What only the Chinese file holds, such as an owner, is no text.

    `confirmed`: the Chinese text changed, and the English one, which did not, says that it was made from what is there
    now. `behind` is also a translation that was so before the change.
    """
    if not after:
        return "gone"
    if _OTHER not in after.texts:
        return "missing"
    pair = Pair(after.texts[SOURCE_LANGUAGE], after.texts[_OTHER])
    is_behind = bool(pair.recorded) and pair.recorded != pair.digest
    if not before or _OTHER not in before.texts:
        return "behind" if is_behind else "complete"
    if _said(before.texts[_OTHER]) != _said(after.texts[_OTHER]):
        return "together" if _source_changed(before, after) else "translation-only"
    if _source_changed(before, after):
        return "confirmed" if pair.recorded == pair.digest else "behind"
    return "behind" if is_behind else "untouched"


def _source_changed(before: Article, after: Article) -> bool:
    return digest_of(before.texts[SOURCE_LANGUAGE]) != digest_of(after.texts[SOURCE_LANGUAGE])


def _said(text: Text) -> tuple[str, str, tuple[str, ...], str]:
    return text.title, text.summary, text.aliases, text.body.strip()
