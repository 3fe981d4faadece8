"""The roles that answer for an article."""

from collection_kb.knowledge.article import Article
from collection_kb.knowledge.library import Library


def owners_of(article: Article, library: Library) -> tuple[str, ...]:
    """Return the ids of the roles: the article's own first, then that of its main declared topic."""
    topics = library.declared_topics(article) or ()
    roles = (article.facts.owner, *(library.topics[topic].owner for topic in topics[:1]))
    return tuple(dict.fromkeys(role for role in roles if role in library.roles))
