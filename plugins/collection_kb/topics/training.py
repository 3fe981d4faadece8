"""What the tagger learns from: labelled passages, articles with declared topics, and the taxonomy's own words."""

from collection_kb.knowledge.language import LANGUAGES
from collection_kb.knowledge.library import Library
from collection_kb.topics.document import Document, article_document, passage
from collection_kb.topics.model import Example

ARTICLE_WEIGHT = 1.0
TAXONOMY_WEIGHT = 0.5


def training_examples(library: Library) -> list[Example]:
    """Return all examples, in a fixed order; those of articles are named `slug.language`."""
    return [*_passages(library), *_articles(library), *_taxonomy(library)]


def _passages(library: Library) -> list[Example]:
    return [Example(text.id, passage(text.text), text.topics) for text in library.labelled_texts.values()]


def _articles(library: Library) -> list[Example]:
    return [
        Example(f"{article.slug}.{language}", article_document(text, article.type), declared, ARTICLE_WEIGHT)
        for article in library.articles.values()
        if (declared := library.declared_topics(article)) is not None
        for language, text in article.texts.items()
    ]


def _taxonomy(library: Library) -> list[Example]:
    return [
        Example(
            f"{topic.id}.{language}",
            Document(
                (
                    ("title", topic.labels[language]),
                    ("summary", topic.description[language]),
                    ("heading", topic.belongs[language]),
                    (
                        "body",
                        "\n".join(keyword.word for keyword in topic.keywords[language] for _ in range(keyword.weight)),
                    ),
                )
            ),
            (topic.id,),
            TAXONOMY_WEIGHT,
        )
        for topic in library.topics.values()
        for language in LANGUAGES
    ]
