"""`/articles.json`: every article in all its languages, for other systems; `articles.schema.json` is its contract."""

from collections.abc import Iterator, Mapping

from collection_kb.knowledge.article import Article, Text
from collection_kb.knowledge.article_type import ArticleType, SectionType
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.listing import Address
from collection_kb.machine.document import Entry, as_json
from collection_kb.topics.related import Neighbourhood
from collection_kb.topics.tagging import Tags

PATH = "articles.json"
VERSION = 1


def declared_tags(library: Library) -> dict[str, Tags]:
    """Return the tags of all articles without asking a model: where the author left them out there are none."""
    return {
        slug: Tags(library.declared_topics(article) or (), inferred=False) for slug, article in library.articles.items()
    }


def articles_json(neighbourhood: Neighbourhood, addresses: Mapping[Language, Address]) -> str:
    """Return the document, articles in order of type and slug, in the languages that have addresses."""
    articles = neighbourhood.library.articles.values()
    return as_json(VERSION, addresses, {"articles": [_article(one, neighbourhood, addresses) for one in articles]})


def _article(article: Article, neighbourhood: Neighbourhood, addresses: Mapping[Language, Address]) -> Entry:
    facts, tags = article.facts, neighbourhood.tags[article.slug]
    return {
        "slug": article.slug,
        "type": article.type.id,
        "topics": list(tags.topics),
        "topics_inferred": tags.inferred,
        "stage": article.stage,
        "risk": facts.risk,
        "owner": facts.owner or None,
        "reviewed": facts.reviewed.isoformat() if facts.reviewed else None,
        "review_every": article.review_every,
        "provisions": list(facts.provisions),
        "related": [one.slug for one in neighbourhood.related(article)],
        "seed": list(facts.seed),
        "texts": {
            language: _text(article, article.texts[language], address)
            for language, address in addresses.items()
            if language in article.texts
        },
    }


def _text(article: Article, text: Text, address: Address) -> Entry:
    return {
        "title": text.title,
        "summary": text.summary,
        "aliases": list(text.aliases),
        "url": address(article.type.path(article.slug)),
        "sections": list(_sections(text, article.type)),
        "spoken": [line.text for line in article.sayable(text.language)],
    }


def _sections(text: Text, article_type: ArticleType) -> Iterator[Entry]:
    """Yield what stands below each fixed heading; headings of the author's own are part of the text."""
    fixed = {section.labels[text.language]: section for section in article_type.walk()}
    current: SectionType | None = None
    level, heading = 0, ""
    parts: list[str] = []
    for section in text.sections:
        if section.heading.text in fixed:
            yield from _section(current, level, heading, parts)
            current, level, heading = fixed[section.heading.text], section.heading.level, section.heading.text
            parts = [section.text]
        else:
            parts += ["#" * section.heading.level + f" {section.heading.text}"] if section.heading.level else []
            parts.append(section.text)
    yield from _section(current, level, heading, parts)


def _section(section: SectionType | None, level: int, heading: str, parts: list[str]) -> Iterator[Entry]:
    markdown = "\n\n".join(part for part in parts if part)
    if section or markdown:
        yield {
            "id": section.id if section else "lead",
            "level": level,
            "heading": heading,
            "bad_example": section.bad_example if section else False,
            "text": markdown,
        }
