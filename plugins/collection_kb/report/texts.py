"""What readers of the changed articles and pages saw before, and what they will see."""

from collections.abc import Iterator

from collection_kb.knowledge.article import FACT_KEYS, Article, Text
from collection_kb.knowledge.language import LANGUAGES, SOURCE_LANGUAGE, Language
from collection_kb.report.change import Change
from collection_kb.report.difference import ArticleChange, PartChange, changed_parts
from collection_kb.report.markdown import block, code, words
from collection_kb.report.page import Chapter, Item

_PART_ROOM = 3_000
"""Bytes of a part on each side."""

_TEXT_KEYS = ("title", "summary", "aliases")


def texts_chapter(change: Change) -> Chapter:
    """Return the chapter with every changed part, before and after, folded up by article and language."""
    items = []
    for one in change.difference.articles:
        for language in LANGUAGES:
            before, after = _text(one.before, language), _text(one.after, language)
            fields = [*_differing(_TEXT_KEYS, before, after), *_facts(one, language)]
            shown = after or before
            name = f"{words(shown.title)} {code(one.slug)}" if shown else code(one.slug)
            label = change.word(language)
            names = f"{name} · {label}", f"{change.named(one.slug)} · {label}"
            items.append(_item(change, names, fields, changed_parts(before, after)))
    for page in change.difference.pages:
        fields = [*_differing(_TEXT_KEYS, page.before, page.after)]
        name = f"{change.word('page')} {code(page.path)}"
        items.append(_item(change, (name, name), fields, changed_parts(page.before, page.after)))
    return Chapter(change.word("details"), tuple(item for item in items if item), is_elastic=True)


def _text(article: Article | None, language: Language) -> Text | None:
    return article.texts.get(language) if article else None


Field = tuple[str, str, str]
"""A key of the front matter with its value before and after."""


def _facts(one: ArticleChange, language: Language) -> Iterator[Field]:
    if language == SOURCE_LANGUAGE:
        yield from _differing(FACT_KEYS, one.before and one.before.facts, one.after and one.after.facts)


def _differing(keys: tuple[str, ...], before: object, after: object) -> Iterator[Field]:
    for key in keys:
        old, new = _shown(getattr(before, key, None)), _shown(getattr(after, key, None))
        if old != new:
            yield key, old, new


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _item(change: Change, names: tuple[str, str], fields: list[Field], parts: tuple[PartChange, ...]) -> Item | None:
    """Return what changed, folded up, and a line for when there is no room. No link works in what is folded up."""
    if not fields and not parts:
        return None
    shown = []
    if fields:
        rows = "".join(
            change.row(change.word(f"key_{key}"), words(before), words(after)) for key, before, after in fields
        )
        head = f"| {change.word('field')} | {change.word('before')} | {change.word('after')} |\n| --- | --- | --- |\n"
        shown.append(f"{head}{rows}")
    shown += [_part(change, part) for part in parts]
    headings = [words(part.heading) or change.word("opening") for part in parts]
    short = change.word("too_long", parts=change.several(headings)) if headings else change.word("field")
    folded = f"<details><summary>{names[0]}</summary>\n\n" + "\n".join(shown) + "\n</details>\n\n"
    return Item(folded, f"- {names[1]}: {short}\n\n")


def _part(change: Change, part: PartChange) -> str:
    """Return a part side by side; one that is new or gone stands by itself."""
    title = words(part.heading) or change.word("opening")
    if part.before is None or part.after is None:
        key, side = ("removed", part.before) if part.after is None else ("added", part.after)
        return f"<strong>{title}</strong> ({change.word(key)})\n\n{_side(change, side or '')}\n"
    heads = "".join(f"<th>{change.word(key)}</th>" for key in ("before", "after"))
    cells = "".join(f'<td valign="top">\n\n{_side(change, side)}\n\n</td>\n' for side in (part.before, part.after))
    return f"<strong>{title}</strong>\n\n<table>\n<tr>{heads}</tr>\n<tr>\n{cells}</tr>\n</table>\n"


def _side(change: Change, side: str) -> str:
    shown, missing = block(side, _PART_ROOM)
    return f"{shown}\n\n<em>{change.word('lines_cut', count=missing)}</em>" if missing else shown
