"""The Markdown files of the content folder: articles with their languages put together, and pages."""

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from collection_kb.knowledge.article import Article, ArticleFile, read_article_file
from collection_kb.knowledge.article_type import ArticleType
from collection_kb.knowledge.content_files import readable
from collection_kb.knowledge.finding import Finding, found
from collection_kb.knowledge.language import LANGUAGES, SOURCE_LANGUAGE, Language
from collection_kb.knowledge.page import Page, read_page
from collection_kb.knowledge.source import Source, read_source
from collection_kb.knowledge.suggestion import nearest

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Shelf:
    """Reads every Markdown file below the folders of the languages."""

    def __init__(
        self, docs: Path, types: Mapping[str, ArticleType], vocabulary: tuple[tuple[str, ...], tuple[str, ...]]
    ) -> None:
        self._docs = docs
        self._types = {article_type.folder: article_type for article_type in types.values()}
        self._vocabulary = vocabulary
        self.findings: list[Finding] = []
        self.files: dict[str, dict[Language, ArticleFile]] = defaultdict(dict)
        self.types: dict[str, ArticleType] = {}
        self.paths: dict[tuple[str, Language], str] = {}
        self.places: set[str] = set()
        self.pages: list[Page] = []
        self.sources: list[Source] = []
        for language in LANGUAGES:
            for file in sorted((docs / language).rglob("*.md"), key=self._lonely):
                if file.is_file() and not file.is_symlink():
                    self._read(file, language)

    def _lonely(self, file: Path) -> tuple[bool, str]:
        """Sort files with a counterpart first: of two files with one name, the one without is the intruder."""
        language, *rest = file.relative_to(self._docs).parts
        counterparts = [self._docs.joinpath(other, *rest) for other in LANGUAGES if other != language]
        return not any(counterpart.exists() for counterpart in counterparts), str(file)

    def _read(self, file: Path, language: Language) -> None:
        relative = file.relative_to(self._docs / language)
        path = readable(f"{self._docs.name}/{language}/{relative.as_posix()}")
        folder = relative.parent.as_posix()
        if folder == "." and (folder not in self._types or self._types[folder].id != file.stem):
            self.places.add(relative.as_posix())
            page = read_page(self._source(file, path), language, self.findings)
            if page:
                self.pages.append(page)
            return
        if folder not in self._types:
            if not self._types:
                return  # the types cannot be read, which is reported there
            self.findings.append(
                found(
                    path,
                    1,
                    "KB009",
                    value=folder,
                    folder=folder,
                    hint=nearest(folder, self._types),
                    allowed=tuple(self._types),
                )
            )
            return
        slug = file.stem
        if not SLUG.fullmatch(slug):
            self.findings.append(found(path, 1, "KB008"))
            return
        if (slug, language) in self.paths:
            self.findings.append(found(path, 1, "KB032", other=self.paths[slug, language]))
            return
        article_type = self._types[folder]
        if self.types.setdefault(slug, article_type) is not article_type:  # the Chinese file stands in another folder
            source = f"{self._docs.name}/{SOURCE_LANGUAGE}/{relative.as_posix()}"
            self.findings.append(found(path, 1, "KB031", expected=source))
            return
        article_file = read_article_file(self._source(file, path), language, article_type, self._vocabulary)
        self.findings.extend(article_file.findings)
        self.paths[slug, language] = path
        self.places.add(relative.as_posix())
        self.files[slug][language] = article_file

    def _source(self, file: Path, path: str) -> Source:
        self.sources.append(read_source(file, path))
        return self.sources[-1]

    def paths_of_articles(self) -> dict[str, dict[Language, str]]:
        """Return the files of every article by slug and language, those that cannot be read as well."""
        return {
            slug: {language: self.paths[slug, language] for language in files} for slug, files in self.files.items()
        }

    def articles(self) -> dict[str, Article]:
        """Return the articles whose Chinese file can be read."""
        order = list(self._types.values())
        articles = {}
        for slug in sorted(self.files, key=lambda slug: (order.index(self.types[slug]), slug)):
            files = self.files[slug]
            source = files.get(SOURCE_LANGUAGE)
            if source and source.text and source.facts:
                texts = {language: file.text for language, file in files.items() if file.text}
                articles[slug] = Article(slug, self.types[slug], source.facts, texts)
        return articles
