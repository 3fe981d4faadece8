"""What the plugins share about MkDocs: the library of a configuration, and the place of a page in it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args
from weakref import ref

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import PrefixedLogger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from collection_kb.knowledge.article import Article
from collection_kb.knowledge.finding import DATA_RULES
from collection_kb.knowledge.language import LANGUAGES, SOURCE_LANGUAGE, Language
from collection_kb.knowledge.library import Library, load_library
from collection_kb.knowledge.listing import Address
from collection_kb.lint.engine import findings_of

AFTER_LANGUAGES = -200
"""The priority of events that need the language of the pass: the language plugin decides it at -100."""

_LEVELS = {"error": logging.ERROR, "warning": logging.INFO}
"""A warning informs; in the log it is none, since a strict build ends with those."""

DRAWN = "drawn"
"""The template of a page that the plugin `parallel` has drawn already."""

_LATEST: list[tuple[ref[MkDocsConfig], Library]] = []
"""The configuration of the last build with its library: to see whether any file changed takes a look at every file."""


class NoOptions(Config):
    """A plugin that has nothing to set: what can be set is data."""


def library_of(config: MkDocsConfig) -> Library:
    """Return the library below the configured `docs_dir`; a build, of which this is the configuration, has one.

    Raises PluginError, which ends the build with its message, when a data file is missing or cannot be read.
    """
    for build, known in _LATEST:
        if build() is config:
            return known
    library = load_library(Path(config.docs_dir))
    fatal = [finding.text(SOURCE_LANGUAGE) for finding in library.findings if finding.rule in DATA_RULES]
    if fatal:
        raise PluginError("\n".join(fatal))
    _LATEST[:] = [(ref(config), library)]
    return library


def is_first_pass(config: MkDocsConfig) -> bool:
    """Return whether what holds for all languages is to be said now: every language is a pass of its own."""
    return language_of(None, config) == SOURCE_LANGUAGE


def is_last_pass(config: MkDocsConfig) -> bool:
    """Return whether all languages are known now: the default one comes first, then the others in order."""
    languages = config.plugins.get("i18n")
    if not languages:
        return True
    others = [one for one in languages.build_languages if one != languages.default_language]
    return not others or language_of(None, config) == others[-1]


def is_written(config: MkDocsConfig) -> bool:
    """Return, at the end of a pass, whether all languages are written: the first pass ends after those within it."""
    return not getattr(config.plugins.get("i18n"), "building", False)


def report(library: Library, config: MkDocsConfig, log: PrefixedLogger, rules: Callable[[str], bool]) -> None:
    """Write the library's findings by these rules to the build log."""
    if is_first_pass(config):
        for finding in findings_of(library):
            if rules(finding.rule):
                log.log(_LEVELS[finding.level], finding.text(SOURCE_LANGUAGE))


def language_of(page: Page | None, config: MkDocsConfig) -> Language:
    """Return the language of a page; of a page that belongs to no language folder, that of the theme."""
    folder = page.file.src_uri.partition("/")[0] if page else str(config.theme.get("language", ""))
    return cast("Language", folder) if folder in get_args(Language) else SOURCE_LANGUAGE


def article_of(page: Page, library: Library) -> Article | None:
    """Return the article that a page shows, if it shows one."""
    language, _, rest = page.file.src_uri.partition("/")
    article = library.articles.get(rest.rpartition("/")[2].removesuffix(".md"))
    return article if article and language in LANGUAGES and article.type.path(article.slug) == rest else None


def address_in(files: Files, language: Language) -> Address:
    """Return the function that gives the address of a file of `language`, relative to the site's root."""
    urls: dict[str, str] = {}

    def address(path: str) -> str:
        if path not in urls:  # the language plugin's own look-up is slow, and every page asks for the same addresses
            file = files.get_file_from_path(f"{language}/{path}")
            if not file:
                return ""
            urls[path] = file.url
        return urls[path]

    return address


def extend_markdown(config: MkDocsConfig, extension: str, **options: object) -> None:
    """Use a Markdown extension, given by its module, with these options; again is the same as once."""
    if extension not in config.markdown_extensions:
        config.markdown_extensions.append(extension)
    config.mdx_configs[extension] = options


@dataclass(frozen=True)
class Place:
    """Where a page stands: its language, its file below the language folder, the article it shows, if any."""

    language: Language
    path: str
    article: Article | None
    address: Address


class ShowsPages:
    """The part of a plugin that gives templates their values; its library is that of the build."""

    library: Library
    files: Files
    addresses: dict[Language, Address]

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Remember the addresses of this build."""
        self.files = files
        self.addresses = {language: address_in(files, language) for language in LANGUAGES}
        return nav

    def on_template_context(
        self,
        context: TemplateContext,
        template_name: str,  # noqa: ARG002
        config: MkDocsConfig,
    ) -> TemplateContext:
        """Give templates that are no pages, such as that for lost readers, the addresses of the others."""
        context["address"] = self.addresses[language_of(None, config)]  # type: ignore[typeddict-unknown-key]
        return context

    def on_page_context(
        self,
        context: TemplateContext,
        page: Page,
        config: MkDocsConfig,
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """Give the templates what they show on this page; one that is drawn already shows nothing more."""
        if page.meta.get("template") == DRAWN:
            return context
        language = language_of(page, config)
        article = article_of(page, self.library)
        place = Place(
            language=language,
            path=page.file.src_uri.partition("/")[2],
            article=article if article and language in article.texts else None,
            address=self.addresses[language],
        )
        context.update({"address": place.address, **self.shown(place)})  # type: ignore[typeddict-item] # MkDocs types only its own values
        return context

    def take(self, library: Library) -> None:
        """Show another library from now on: a preview has an edited article before all is built again."""
        self.library = library

    def shown(self, place: Place) -> dict[str, object]:
        """Return the values of a page's template."""
        raise NotImplementedError


def built_languages(config: MkDocsConfig) -> tuple[Language, ...]:
    """Return the languages of this pass: one at a time when the languages are put apart, else all."""
    return (language_of(None, config),) if "i18n" in config.plugins else LANGUAGES


def generated_page(  # noqa: PLR0913 - what a page is made of
    config: MkDocsConfig, language: Language, path: str, *, template: str, title: str, body: str = ""
) -> File:
    """Return a page that a template fills, with a text of Markdown if it has one, where a written one would be.

    The language plugin knows files on disk only: add the page after it, at the priority AFTER_LANGUAGES.
    """
    front = f'---\ntitle: "{title}"\ntemplate: {template}\nsearch: {{exclude: true}}\n---\n'
    return generated_text(config, language, path, front + body)


def generated_text(config: MkDocsConfig, language: Language, path: str, content: str) -> File:
    """Return a file of a language that no author wrote, at the place that a written one would have."""
    file = File.generated(config, f"{language}/{path}", content=content)
    if "i18n" in config.plugins and language == SOURCE_LANGUAGE:
        file.dest_uri = file.dest_uri.removeprefix(f"{language}/")
    return file
