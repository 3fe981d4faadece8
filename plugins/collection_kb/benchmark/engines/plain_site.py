"""The articles as plain Markdown in a stock Material site: no plugin of ours, nothing but the theme and its search."""

import logging
from collections.abc import Sequence
from pathlib import Path

import jieba
import yaml

from collection_kb.benchmark.building import build_site
from collection_kb.benchmark.corpus import trade_words
from collection_kb.benchmark.engines.engine import Content
from collection_kb.knowledge.language import LANGUAGES, SOURCE_LANGUAGE, Language
from collection_kb.knowledge.library import Library

_SEPARATOR = {"zh": r"[\s\u200b\-，。、：；？！“”（）/]+", "en": r"[\s\-,.:;?!“”()/]+"}
"""Where the theme's search cuts: U+200B stands where jieba cut."""

_LIKE_TITLES = 1e3
"""The weight of an alias: as much as a title; the theme's own choice, a thousand times more, serves worse."""

_ALSO = {"zh": "也这样说", "en": "Also"}


def build_plain_site(content: Content) -> Path:
    """Return the folder of the built site, Chinese at `/`, English at `/en/`, each a site with an index of its own.

    Title, summary and aliases stand on the page with the body, so that every engine has the same words. Aliases are
    tags as well, which the theme's search weighs by themselves; it does not cut them, so that is done here.
    """
    jieba.setLogLevel(logging.WARNING)
    site = content.work / "plain"
    words = content.work / "words.txt"
    words.write_text("\n".join(trade_words(content.library)) + "\n", encoding="utf-8")
    jieba.load_userdict(str(words))
    for language in LANGUAGES:
        folder = content.work / f"plain-{language}"
        _write_articles(content.library, language, folder / "docs")
        config = folder / "mkdocs.yml"
        config.write_text(yaml.safe_dump(_config(language, words), allow_unicode=True), encoding="utf-8")
        build_site(config, site if language == SOURCE_LANGUAGE else site / language)
    return site


def _config(language: Language, words: Path) -> dict[str, object]:
    return {
        "site_name": "Plain",
        "theme": {"name": "material", "language": language, "font": False},
        "plugins": [
            {
                "search": {
                    "lang": [language],
                    "separator": _SEPARATOR[language],
                    "jieba_dict_user": str(words),
                    "fields": {"tags": {"boost": _LIKE_TITLES}},
                }
            },
        ],
        "markdown_extensions": ["attr_list", "toc"],
        "validation": {"links": {"not_found": "ignore", "unrecognized_links": "ignore"}},
    }


def _write_articles(library: Library, language: Language, docs: Path) -> None:
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("---\ntitle: Home\nsearch: {exclude: true}\n---\n", encoding="utf-8")
    for article in library.articles.values():
        if language not in article.texts:
            continue
        text = article.texts[language]
        aliases = "\n".join(f"- {alias}" for alias in text.aliases)
        body = f"{text.body.strip()}\n\n## {_ALSO[language]}\n\n{aliases}" if aliases else text.body.strip()
        file = docs / "articles" / f"{article.slug}.md"
        file.parent.mkdir(exist_ok=True)
        front = yaml.safe_dump({"tags": _cut(text.aliases, language)}, allow_unicode=True)
        page = f"---\n{front}---\n# {text.title}\n\n{text.summary}\n\n{body}\n"
        file.write_text(page, encoding="utf-8")


def _cut(aliases: Sequence[str], language: Language) -> list[str]:
    return ["\u200b".join(jieba.cut(alias)) if language == "zh" else alias for alias in aliases]


def slug_of(address: str) -> str:
    """Return the article of an address of the plain site; nothing for another page."""
    parts = address.partition("#")[0].partition("?")[0].rstrip("/").split("/")
    return parts[-1] if len(parts) > 1 and parts[-2] == "articles" else ""
