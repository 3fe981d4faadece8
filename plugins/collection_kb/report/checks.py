"""What the checks say that they did not say before, and what the search answers now."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from collection_kb.knowledge.finding import WORDING_RULES, Finding
from collection_kb.report.change import Change
from collection_kb.report.markdown import code, words
from collection_kb.report.page import Chapter, Item
from collection_kb.topics.disagreement import FOLDS, unseen_scores
from collection_kb.topics.inference import decide
from collection_kb.topics.training import training_examples


@dataclass(frozen=True)
class News:
    """Findings that are new, and how many are gone; one that only moved, by lines or with its file, is neither."""

    new: tuple[Finding, ...]
    fixed: int

    @property
    def red(self) -> tuple[Finding, ...]:
        """Return the new red-line crossings."""
        return tuple(finding for finding in self.new if finding.rule in WORDING_RULES)

    @property
    def others(self) -> tuple[Finding, ...]:
        """Return all other new findings, errors first."""
        others = (finding for finding in self.new if finding.rule not in WORDING_RULES)
        return tuple(sorted(others, key=lambda finding: (finding.level, finding)))


def news_of(change: Change) -> News:
    """Return what the checks say that they did not say before."""
    moved = {
        text.path: one.after.texts[language].path
        for one in change.difference.articles
        if one.kind == "moved" and one.before and one.after
        for language, text in one.before.texts.items()
        if language in one.after.texts
    }
    known = Counter(_placeless(finding, moved) for finding in change.before.findings)
    new = []
    for finding in change.after.findings:
        key = _placeless(finding, {})
        if known[key]:
            known[key] -= 1
        else:
            new.append(finding)
    return News(tuple(new), known.total())


def _placeless(finding: Finding, moved: Mapping[str, str]) -> Finding:
    """Return a finding as it stays the same while lines and files move; what would mend it may change, too."""
    values = tuple((key, moved.get(value, value)) for key, value in finding.values if key != "expected")
    path = moved.get(finding.path, finding.path)
    return replace(finding, line=0, path=path, values=values, hint="", allowed=())


def red_lines_chapter(change: Change, news: News) -> Chapter:
    """Return the chapter of the new red-line crossings."""
    return Chapter(change.word("red_lines"), tuple(_item(change, finding) for finding in news.red))


def findings_chapter(change: Change, news: News) -> Chapter:
    """Return the chapter of all other new findings."""
    errors = sum(finding.level == "error" for finding in news.others)
    key = "findings_new" if news.others else "findings_none"
    opening = change.word(key, new=len(news.others), errors=errors, fixed=news.fixed)
    items = tuple(_item(change, finding) for finding in news.others)
    return Chapter(change.word("findings"), items, f"{opening}\n\n", is_always_told=True)


def _item(change: Change, finding: Finding) -> Item:
    place = code(f"{finding.path}:{finding.line}")
    return Item(f"- {change.word(finding.level)} {finding.rule} {place} {words(finding.message(change.language))}\n")


@dataclass(frozen=True)
class Topics:
    """The declared topics of a touched article, None when it leaves them out, and those inferred for it."""

    slug: str
    declared: tuple[str, ...] | None
    inferred: tuple[str, ...]

    @property
    def verdict(self) -> Literal["agree", "near", "differ"]:
        """Return whether both name the same topics, at least the same main one, or not even that."""
        if self.declared is None or (set(self.declared) == set(self.inferred) and self._same_main):
            return "agree"
        return "near" if self._same_main else "differ"

    @property
    def _same_main(self) -> bool:
        return (self.declared or ())[:1] == self.inferred[:1]


def topics_of(change: Change) -> tuple[Topics, ...]:
    """Return the topics of the touched articles, inferred by a model that has learned from none of them."""
    library = change.after.library
    slugs = [one.slug for one in change.difference.articles if one.after]
    if not slugs or not library.topics:
        return ()
    folds = 1 if len(slugs) * FOLDS <= len(library.articles) else FOLDS
    scores = dict(unseen_scores(library, training_examples(library), slugs, folds))
    return tuple(
        Topics(
            slug,
            library.declared_topics(library.articles[slug]),
            tuple(one.topic for one in decide(scores[slug])),
        )
        for slug in slugs
    )


def topics_chapter(change: Change, topics: tuple[Topics, ...]) -> Chapter:
    """Return the chapter of declared topics against inferred ones."""
    none = change.word("no_topic")
    items = tuple(
        Item(
            change.row(
                change.named(one.slug),
                change.word("inferred_only") if one.declared is None else change.topics(one.declared) or none,
                change.topics(one.inferred) or none,
                change.word(one.verdict),
            )
        )
        for one in topics
    )
    return Chapter(change.word("topics"), items, f"{change.word('topics_note')}\n\n{change.table('topics_head')}")


def queries_chapter(change: Change) -> Chapter:
    """Return the chapter of the judged queries that moved, the worst first."""
    comparison = change.queries
    if not comparison:
        return Chapter(change.word("queries"), ())
    opening = change.word(
        "queries_sum",
        queries=comparison.queries,
        before=f"{comparison.before:.4f}",
        after=f"{comparison.after:.4f}",
        change=f"{comparison.change:+.4f}",
        moved=len(comparison.moved),
        worse=len(comparison.worse),
    )
    items = tuple(
        Item(
            change.row(
                words(one.after.query),
                change.named(one.after.intended),
                f"{_rank(change, one.before.rank)} → {_rank(change, one.after.rank)}",
                f"{one.before.ndcg_at_10:.2f} → {one.after.ndcg_at_10:.2f} ({one.change:+.2f})",
            )
        )
        for one in comparison.moved
    )
    table = change.table("queries_head") if items else ""
    return Chapter(change.word("queries"), items, f"{opening}\n\n{table}", is_always_told=True)


def _rank(change: Change, rank: int | None) -> str:
    return change.word("not_found") if rank is None else str(rank)
