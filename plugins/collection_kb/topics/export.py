"""`/topics.json`: the taxonomy and what is tagged with it, for other systems; `topics.schema.json` is its contract."""

import json

from collection_kb.knowledge.language import LANGUAGES
from collection_kb.knowledge.library import Library
from collection_kb.topics.tagging import TagsOf

PATH = "topics.json"
VERSION = 1


def topics_json(library: Library, tags: TagsOf) -> str:
    """Return the document: ids and labels are stable, `inferred` tells machine-made tags from those of authors."""
    document = {
        "version": VERSION,
        "languages": list(LANGUAGES),
        "topics": [
            {
                "id": topic.id,
                "labels": dict(topic.labels),
                "description": dict(topic.description),
                "owner": topic.owner,
                "parent": topic.parent or None,
                "former": list(topic.former),
                "articles": [slug for slug in library.articles if topic.id in tags[slug].topics],
            }
            for topic in library.topics.values()
        ],
        "articles": [
            {
                "slug": slug,
                "type": article.type.id,
                "titles": {language: text.title for language, text in article.texts.items()},
                "topics": list(tags[slug].topics),
                "inferred": tags[slug].inferred,
            }
            for slug, article in library.articles.items()
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
