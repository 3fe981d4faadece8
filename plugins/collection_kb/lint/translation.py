"""A Chinese text and the English one made from it."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from collection_kb.knowledge.article import Text
from collection_kb.knowledge.body import map_links
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.page import Page

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Pair:
    """Two texts. `recorded` is what the English file says of the Chinese one, `digest` what is true now."""

    chinese: Text | Page
    english: Text | Page

    @property
    def recorded(self) -> str:
        """Return the digest in the English file; nothing when there is none."""
        return self.english.translation_of

    @property
    def digest(self) -> str:
        """Return the digest of the Chinese text."""
        return digest_of(self.chinese)

    @property
    def line(self) -> int:
        """Return the line of the recorded digest."""
        return self.english.line("translation_of")


def pairs(library: Library) -> Iterator[Pair]:
    """Yield the articles and pages that both languages have."""
    for article in library.articles.values():
        if "en" in article.texts:
            yield Pair(article.texts["zh"], article.texts["en"])
    pages = {(page.language, page.name): page for page in library.pages}
    for (language, name), page in pages.items():
        if language == "zh" and ("en", name) in pages:
            yield Pair(page, pages["en", name])


def digest_of(text: Text | Page) -> str:
    """Return the digest of what a text says."""
    aliases = text.aliases if isinstance(text, Text) else ()
    return digest(text.title, text.summary, aliases, text.body)


def digest(title: str, summary: str, aliases: Iterable[str], body: str) -> str:
    """Return twelve hexadecimal digits of what a translator translates.

    White space, the targets of links and the facts of the front matter do not count.
    """
    linked = map_links(body, lambda words, _: f"[{words}]")
    words = [_SPACE.sub("", part) for part in (title, summary, *aliases, linked)]
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()[:12]
