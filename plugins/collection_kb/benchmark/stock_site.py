"""The same articles in a stock Material site: its search and its tags, both languages, nothing of ours."""

from pathlib import Path

import yaml

from collection_kb.knowledge.article import Article
from collection_kb.knowledge.language import LANGUAGES, SOURCE_LANGUAGE, Language
from collection_kb.knowledge.library import Library

_NAMES = {"zh": "中文", "en": "English"}
_TAGS = "<!-- material/tags -->"


def write_stock_site(library: Library, folder: Path) -> Path:
    """Write content and configuration of the site into a folder; return the configuration."""
    for language in LANGUAGES:
        docs = folder / "docs" / language
        docs.mkdir(parents=True)
        (docs / "index.md").write_text(f"# Home\n\n{_TAGS}\n", encoding="utf-8")
        for article in library.articles.values():
            if language in article.texts:
                file = docs / article.type.path(article.slug)
                file.parent.mkdir(exist_ok=True)
                file.write_text(_page(article, library, language), encoding="utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(yaml.safe_dump(_config(), allow_unicode=True), encoding="utf-8")
    return config


def _page(article: Article, library: Library, language: Language) -> str:
    text = article.texts[language]
    topics = library.declared_topics(article) or ()
    front = yaml.safe_dump({"tags": [library.topics[topic].labels[language] for topic in topics]}, allow_unicode=True)
    return f"---\n{front}---\n# {text.title}\n\n{text.summary}\n\n{text.body.strip()}\n"


def _config() -> dict[str, object]:
    languages = [
        {"locale": language, "name": _NAMES[language], "build": True, "default": language == SOURCE_LANGUAGE}
        for language in LANGUAGES
    ]
    return {
        "site_name": "Stock",
        "theme": {"name": "material", "language": SOURCE_LANGUAGE, "font": False},
        "plugins": ["search", "tags", {"i18n": {"docs_structure": "folder", "languages": languages}}],
        "validation": {"links": {"not_found": "ignore", "unrecognized_links": "ignore"}},
    }
