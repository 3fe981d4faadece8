"""The whole report on a change."""

from dataclasses import replace

from collection_kb.knowledge.finding import DATA_RULES
from collection_kb.report.bearings import data_chapter, lost_provisions, owners_chapter, provisions_chapter
from collection_kb.report.change import Change
from collection_kb.report.checks import (
    News,
    Topics,
    findings_chapter,
    news_of,
    queries_chapter,
    red_lines_chapter,
    topics_chapter,
    topics_of,
)
from collection_kb.report.difference import ArticleChange
from collection_kb.report.markdown import code
from collection_kb.report.page import Chapter, Item, page
from collection_kb.report.texts import texts_chapter
from collection_kb.report.translation import translation_state

MARK = "<!-- kb report -->"
"""The first line, by which a workflow finds the comment that it wrote before."""


def report(change: Change, base: str, commit: str) -> str:
    """Return the report as Markdown for a comment; `base` is the name that `commit` was asked for by."""
    head = f"{MARK}\n## {change.word('title')}\n\n{change.word('base', base=code(base), commit=code(commit[:10]))}"
    if change.preview:
        head += f" · [{change.word('preview')}]({change.preview})"
    head += "\n"
    news = news_of(change)
    if any(finding.rule in DATA_RULES for finding in change.after.findings):
        broken = replace(news, new=tuple(one for one in change.after.findings if one.rule in DATA_RULES))
        head += f"\n{change.word('broken')}\n"
        return page(head, [findings_chapter(change, broken)], change.language, change.preview)
    topics = topics_of(change)
    chapters = [
        _articles(change),
        red_lines_chapter(change, news),
        findings_chapter(change, news),
        texts_chapter(change),
        topics_chapter(change, topics),
        provisions_chapter(change),
        queries_chapter(change),
        data_chapter(change),
        owners_chapter(change),
        *_files(change),
    ]
    if not any(chapter.items for chapter in chapters):
        return f"{head}\n{change.word('nothing')}\n"
    told = [chapter for chapter in chapters if chapter.items or chapter.is_always_told]
    return page(head + _first(change, news, topics), told, change.language, change.preview)


def _first(change: Change, news: News, topics: tuple[Topics, ...]) -> str:
    """Return what a reviewer looks at first: numbers, so that nothing of an author's stands here."""
    articles = change.difference.articles
    counts = {
        "alert_red": len(news.red),
        "alert_errors": sum(finding.level == "error" for finding in news.others),
        "alert_unreadable": sum(_is_unreadable(one) for one in articles),
        "alert_lost": sum(bool(one.after and lost_provisions(one)) for one in articles),
        "alert_address": sum(_is_lost(change, one) for one in articles),
        "alert_behind": sum(translation_state(one.before, one.after) in {"behind", "missing"} for one in articles),
        "alert_topics": sum(one.verdict == "differ" for one in topics),
        "alert_worse": len(change.queries.worse) if change.queries else 0,
        "alert_search": int(change.is_search_unknown),
        "alert_outside": len(change.outside),
        "alert_base": sum(finding.rule in DATA_RULES for finding in change.before.findings),
    }
    lines = [f"- {change.word(key, count=count)}\n" for key, count in counts.items() if count]
    return f"\n### {change.word('first')}\n\n" + ("".join(lines) or f"{change.word('calm')}\n")


def _is_unreadable(one: ArticleChange) -> bool:
    return one.after is None and one.kind != "removed"


def _is_lost(change: Change, one: ArticleChange) -> bool:
    """Return whether readers who come to a former address find nothing."""
    return bool(one.former_place) and one.former_place not in change.after.library.redirects


def _articles(change: Change) -> Chapter:
    items = []
    for one in change.difference.articles:
        name = change.named(one.slug)
        if one.former:
            name += f", {change.word('from', former=code(one.former))}"
        if _is_lost(change, one):
            name += f" — {change.word('no_redirect')}"
        if _is_unreadable(one):
            name += f" — {change.word('unreadable')}"
        article_type = one.article.type.labels[change.language] if one.article else ""
        translation = "" if _is_unreadable(one) else change.word(translation_state(one.before, one.after))
        items.append(Item(change.row(change.word(one.kind), name, article_type, translation)))
    return Chapter(change.word("articles"), tuple(items), change.table("articles_head"))


def _files(change: Change) -> tuple[Chapter, ...]:
    outside = tuple(Item(f"- {code(path)}\n") for path in change.outside)
    assets = tuple(Item(f"- {code(f'{change.docs}{path}')}\n") for path in change.difference.others)
    return Chapter(change.word("outside"), outside), Chapter(change.word("assets"), assets)
