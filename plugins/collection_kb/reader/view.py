"""What the templates show of an article and on the home page, as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass

from collection_kb.knowledge.article import Article
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.listing import Address, Entry, entry

HOME = "index.md"
OBJECTION = "objection"


@dataclass(frozen=True)
class ArticleView:
    """An article in one language, ready for the template."""

    slug: str
    type: str
    type_label: str
    stage_label: str
    risk: str
    risk_label: str
    title: str
    summary: str
    owner_label: str
    reviewed: str
    review_every: int | None


@dataclass(frozen=True)
class StageView:
    """A stage of the call with its articles."""

    label: str
    hint: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class HomeView:
    """The home page."""

    objections: tuple[Entry, ...]
    stages: tuple[StageView, ...]


def article_view(article: Article, library: Library, language: Language) -> ArticleView:
    """Return the view of an article."""
    text = article.texts[language]
    owner = library.roles.get(article.facts.owner)
    reviewed = article.facts.reviewed
    return ArticleView(
        slug=article.slug,
        type=article.type.id,
        type_label=article.type.labels[language],
        stage_label=library.stages[article.stage].labels[language],
        risk=article.facts.risk,
        risk_label="" if article.facts.risk == "normal" else library.risks[article.facts.risk].labels[language],
        title=text.title,
        summary=text.summary,
        owner_label=owner.labels[language] if owner else "",
        reviewed=reviewed.isoformat() if reviewed else "",
        review_every=article.review_every if reviewed else None,
    )


def entries(articles: Iterable[Article], language: Language, address: Address) -> tuple[Entry, ...]:
    """Return the entries of those articles that exist in `language`."""
    return tuple(entry(article, language, address) for article in articles if language in article.texts)


def home_view(library: Library, language: Language, address: Address) -> HomeView:
    """Return the home page: what customers say, the frequent first, and the other articles by stage of the call."""
    first = library.selection("first")
    objections = [article for article in library.articles.values() if article.type.id == OBJECTION]
    others = [article for article in library.articles.values() if article.type.id != OBJECTION]
    stages = [
        StageView(
            stage.labels[language],
            stage.hint[language],
            entries((article for article in others if article.stage == stage.id), language, address),
        )
        for stage in library.stages.values()
    ]
    return HomeView(
        objections=entries((*first, *(article for article in objections if article not in first)), language, address),
        stages=tuple(stage for stage in stages if stage.entries),
    )


@dataclass(frozen=True)
class Blank:
    """A placeholder that an agent can fill in."""

    id: str
    label: str


def blanks(article: Article, library: Library, language: Language) -> tuple[Blank, ...]:
    """Return the placeholders of an article's words to be spoken, in the order of the data."""
    spoken = " ".join(line.text for line in article.texts[language].spoken())
    opening, closing = ("【", "】") if language == "zh" else ("[", "]")
    return tuple(
        Blank(placeholder.id, placeholder.labels[language])
        for placeholder in library.placeholders.values()
        if f"{opening}{placeholder.labels[language]}{closing}" in spoken
    )
