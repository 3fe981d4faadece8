"""The site in memory: built once as a whole, then page by page as files are edited."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError

from collection_kb.knowledge.article import Article, ArticleFile, read_article_file
from collection_kb.knowledge.finding import DATA_RULES
from collection_kb.knowledge.language import LANGUAGES, SOURCE_LANGUAGE
from collection_kb.knowledge.library import Library, load_library
from collection_kb.knowledge.source import Source, read_source
from collection_kb.lint.engine import at_set_levels, findings_of
from collection_kb.preview.messages import Built, Failed, Shown, Unknown
from collection_kb.preview.passes import KeepsPasses, Pass
from collection_kb.site import ShowsPages

KEY = "preview"


class Workshop:
    """Builds the site of a configuration into a folder, and shows single edits of it."""

    def __init__(self, config_file: Path, site: Path, address: str) -> None:
        self._config_file = config_file
        self._site = site
        self._address = address
        self._passes: list[Pass] = []
        self._config: MkDocsConfig
        self._library: Library

    def build(self) -> Built | Failed:
        """Build all; what stops the build is the answer, never an exception."""
        keeper = KeepsPasses()
        problems = _Problems()
        log = logging.getLogger("mkdocs")
        log.addHandler(problems)
        docs = self._config_file.parent / "docs"
        try:
            config = load_config(config_file=str(self._config_file), site_dir=str(self._site))
            docs = Path(config.docs_dir)
            config.plugins[KEY] = keeper
            config.plugins.on_startup(command="serve", dirty=False)
            config.site_url = self._address
            build(config, serve_url=self._address)
        except (Abort, BuildError, ConfigurationError) as error:
            return self._failed(docs, "\n".join(problems.messages) or str(error))
        except Exception as error:  # noqa: BLE001 - whatever a plugin or a template raises: the server stays up
            return self._failed(docs, "\n".join([*problems.messages, f"{type(error).__name__}: {error}"]))
        finally:
            log.removeHandler(problems)
        self._config, self._passes = config, keeper.passes
        self._library = load_library(docs)
        return Built(self._site, dict(self._pages()), findings_of(self._library), self._unread(docs))

    def edit(self, source: str) -> Shown | Unknown:
        """Show an edited file; anything but an article that was and is there needs a whole build."""
        path = f"{Path(self._config.docs_dir).name}/{source}"
        file = Path(self._config.docs_dir) / source
        old = self._article(source)
        if not old or not file.is_file() or file.is_symlink():
            return Unknown()
        written = read_source(file, path)
        read = self._read(written, source, old)
        findings = (*written.findings, *read.findings)
        article = _changed(old, source, read)
        if article is None:  # what cannot be read leaves the page as it was
            return Shown({}, at_set_levels(findings, self._library))
        self._take(article, written)
        own_paths = {text.path for text in article.texts.values()}
        own = replace(
            self._library,
            articles={article.slug: article},
            pages=(),
            sources=tuple(one for one in self._library.sources if one.path in own_paths),
            findings=findings,
        )
        shown = tuple(finding for finding in findings_of(own) if finding.path == path)
        return Shown(dict(self._drawn(source, article)), shown)

    def _failed(self, docs: Path, problem: str) -> Failed:
        findings = load_library(docs).findings if docs.is_dir() else ()
        return Failed(problem, tuple(finding for finding in findings if finding.rule in DATA_RULES))

    def _pages(self) -> Iterator[tuple[str, str]]:
        for one in self._passes:
            for file in one.files.documentation_pages():
                yield file.src_uri, file.page.url if file.page else file.url

    def _unread(self, docs: Path) -> frozenset[str]:
        read = {text.path for article in self._library.articles.values() for text in article.texts.values()}
        read |= {page.path for page in self._library.pages}
        files = (file for language in LANGUAGES for file in (docs / language).rglob("*.md"))
        sources = {file.relative_to(docs).as_posix() for file in files}
        return frozenset(source for source in sources if f"{docs.name}/{source}" not in read)

    def _article(self, source: str) -> Article | None:
        language, _, place = source.partition("/")
        article = self._library.articles.get(place.rpartition("/")[2].removesuffix(".md"))
        known = article and language in article.texts and article.type.path(article.slug) == place
        return article if known else None

    def _read(self, written: Source, source: str, article: Article) -> ArticleFile:
        language = next(language for language in LANGUAGES if source.startswith(f"{language}/"))
        vocabulary = (tuple(self._library.stages), tuple(self._library.risks))
        return read_article_file(written, language, article.type, vocabulary)

    def _take(self, article: Article, written: Source) -> None:
        """Give the changed article to all plugins, and to what is kept of them for every pass."""
        sources = tuple(written if one.path == written.path else one for one in self._library.sources)
        articles = {**self._library.articles, article.slug: article}
        self._library = replace(self._library, articles=articles, sources=sources)
        for name, plugin in self._config.plugins.items():
            if isinstance(plugin, ShowsPages):
                before = dict(vars(plugin))
                plugin.take(self._library)
                changed = {key: value for key, value in vars(plugin).items() if before.get(key) is not value}
                for one in self._passes:
                    one.plugins[name].update(changed)

    def _drawn(self, source: str, article: Article) -> Iterator[tuple[str, bytes]]:
        """Yield the pages of an article that an edited file shows in: facts stand in the Chinese one, for all."""
        place = article.type.path(article.slug)
        sources = (
            [f"{language}/{place}" for language in LANGUAGES] if source.startswith(f"{SOURCE_LANGUAGE}/") else [source]
        )
        for one in self._passes:
            for file in filter(None, map(one.page, sources)):
                one.put_back(self._config)
                yield file.page.url if file.page else file.url, one.draw(file, self._config)


class _Problems(logging.Handler):
    """Keeps what MkDocs reports as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _changed(article: Article, source: str, read: ArticleFile) -> Article | None:
    """Return the article with what its file says now; None when it cannot be read."""
    if not read.text:
        return None
    texts = {**article.texts, read.text.language: read.text}
    if not source.startswith(f"{SOURCE_LANGUAGE}/"):
        return replace(article, texts=texts)
    return replace(article, facts=read.facts, texts=texts) if read.facts else None
