"""What the change rests on, what rests on it, and who answers for it."""

from collections.abc import Callable, Mapping

from collection_kb.citations.impact import impact
from collection_kb.knowledge.article import Article
from collection_kb.knowledge.content_files import DATA_FOLDER
from collection_kb.knowledge.library import Library
from collection_kb.ownership.owner import owners_of
from collection_kb.report.change import Change
from collection_kb.report.difference import ArticleChange, entry_changes
from collection_kb.report.markdown import code, words
from collection_kb.report.page import Chapter, Item

_ENTRIES: Mapping[str, str] = {
    "article-types.yml": "types",
    "law/areas.yml": "areas",
    "law/instruments.yml": "instruments",
    "law/provisions/": "provisions",
    "lexicon.yml": "lexicon",
    "paths.yml": "learning_paths",
    "phrases/": "phrases",
    "placeholders.yml": "placeholders",
    "red-line-categories.yml": "red_line_categories",
    "red-line-words.yml": "red_line_words",
    "red-lines.yml": "red_lines",
    "redirects.yml": "redirects",
    "risks.yml": "risks",
    "roles.yml": "roles",
    "search-cues.yml": "search_cues",
    "seed-passages.yml": "seed_passages",
    "selections.yml": "selections",
    "stages.yml": "stages",
    "topic-examples/": "labelled_texts",
    "topics.yml": "topics",
}
"""Where the entries of a data file stand in the library. `law/versions.yml` follows from the provisions."""

_RESTING: Mapping[str, Callable[[Library, str], list[str]]] = {
    "types": lambda library, id_: [slug for slug, one in library.articles.items() if one.type.id == id_],
    "topics": lambda library, id_: [
        slug for slug, one in library.articles.items() if id_ in (library.declared_topics(one) or ())
    ],
    "roles": lambda library, id_: [slug for slug, one in library.articles.items() if one.facts.owner == id_],
    "seed_passages": lambda library, id_: [slug for slug, one in library.articles.items() if id_ in one.facts.seed],
    "redirects": lambda library, id_: [library.redirects[id_].to] if id_ in library.redirects else [],
    "phrases": lambda library, id_: [id_] if id_ in library.articles else [],
    "lexicon": lambda library, id_: [library.lexicon[id_].article] if id_ in library.lexicon else [],
    "selections": lambda library, id_: [one.slug for one in library.selection(id_)],
    "learning_paths": lambda library, id_: [
        step.article for step in (library.learning_paths[id_].steps if id_ in library.learning_paths else ())
    ],
}


def _provisions(article: Article | None) -> tuple[str, ...]:
    return article.facts.provisions if article else ()


def lost_provisions(one: ArticleChange) -> list[str]:
    """Return the provisions that an article no longer rests on."""
    kept = _provisions(one.after)
    return [id_ for id_ in _provisions(one.before) if id_ not in kept]


def provisions_chapter(change: Change) -> Chapter:
    """Return the chapter of provisions gained and lost."""
    items = []
    for one in change.difference.articles:
        had = _provisions(one.before)
        gained = [id_ for id_ in _provisions(one.after) if id_ not in had]
        lost = lost_provisions(one)
        if gained or lost:
            cells = (change.several([_provision(change, id_) for id_ in ids]) for ids in (gained, lost))
            items.append(Item(change.row(change.named(one.slug), *cells)))
    return Chapter(change.word("provisions"), tuple(items), change.table("provisions_head"))


def _provision(change: Change, id_: str) -> str:
    provision = change.after.library.provisions.get(id_) or change.before.library.provisions.get(id_)
    if not provision:
        return f"{code(id_)} ({change.word('unknown')})"
    language = change.language
    name = words(f"{provision.instrument.short[language]} {provision.article[language]}")
    note = f" ({change.word('secondary')})" if provision.confidence == "secondary" else ""
    return f"{name} {code(id_)}{note}"


def data_chapter(change: Change) -> Chapter:
    """Return the chapter of changed data with what rests on each entry."""
    items = []
    told = set()
    for path in change.difference.data:
        name = path.removeprefix(f"{DATA_FOLDER}/")
        attribute = next((kind for start, kind in _ENTRIES.items() if name.startswith(start)), "")
        if attribute and attribute in told:
            continue
        told.add(attribute)
        entries = list(entry_changes(change.before.library, change.after.library, attribute)) if attribute else []
        for id_, kind in entries:
            entry = f"{change.word(kind)} {code(id_)}"
            items.append(Item(change.row(code(name), entry, _resting(change, attribute, id_))))
        if not entries:
            items.append(Item(change.row(code(name), change.word("whole_file"), "")))
    return Chapter(change.word("data"), tuple(items), change.table("data_head"))


def _resting(change: Change, attribute: str, id_: str) -> str:
    library = change.after.library
    if attribute in {"provisions", "instruments"}:
        places = impact(id_, library) or impact(id_, change.before.library)
        articles = list(dict.fromkeys(place.article for place in places))
        if not articles:
            return ""
        count = change.word("places", articles=len(articles), places=len(places))
        return f"{count}: {change.several([code(slug) for slug in articles])}"
    resting = _RESTING[attribute](library, id_) if attribute in _RESTING else []
    return change.several([code(slug) for slug in resting])


def owners_chapter(change: Change) -> Chapter:
    """Return the chapter of the roles that answer for the touched articles, their types and main topics."""
    library, language = change.after.library, change.language
    articles: dict[str, list[str]] = {}
    types: dict[str, dict[str, None]] = {}
    topics: dict[str, dict[str, None]] = {}
    for one in change.difference.articles:
        if not one.article:
            continue
        for role in owners_of(one.article, library) or ("",):
            articles.setdefault(role, []).append(code(one.slug))
        types.setdefault(one.article.type.owner, {})[words(one.article.type.labels[language])] = None
        for topic in (library.declared_topics(one.article) or ())[:1]:
            topics.setdefault(library.topics[topic].owner, {})[change.topics((topic,))] = None
    items = [
        Item(
            change.row(
                words(library.roles[role].labels[language]) if role else change.word("nobody"),
                *(change.several(list(named.get(role, ()))) for named in (articles, types, topics)),
            )
        )
        for role in (*library.roles, "")
        if role in {**articles, **types, **topics}
    ]
    return Chapter(change.word("owners"), tuple(items), change.table("owners_head"))
