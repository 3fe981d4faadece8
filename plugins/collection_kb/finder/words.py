"""The Chinese words of this trade that a general dictionary would cut."""

import re

from collection_kb.knowledge.library import Library

_WORD = re.compile(r"[\u4e00-\u9fff]{2,6}")


def trade_words(library: Library) -> list[str]:
    """Return keywords of topics and short aliases of articles, each once, in a fixed order."""
    candidates = [keyword.word for topic in library.topics.values() for keyword in topic.keywords["zh"]]
    for article in library.articles.values():
        candidates.extend(article.texts["zh"].aliases)
    return sorted({word for word in candidates if _WORD.fullmatch(word)})
