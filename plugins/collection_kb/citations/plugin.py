"""The plugin of legal references."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from collection_kb.citations.pages import PROVISIONS, provision_areas, sources
from collection_kb.knowledge.finding import LAW_RULES
from collection_kb.knowledge.library import Library
from collection_kb.site import (
    AFTER_LANGUAGES,
    NoOptions,
    address_in,
    article_of,
    built_languages,
    extend_markdown,
    generated_page,
    language_of,
    library_of,
    report,
)

log = get_plugin_logger(__name__)


class CitationsPlugin(BasePlugin[NoOptions]):
    """Turns `law:` links into references, and draws the page of provisions."""

    library: Library
    files: Files

    @event_priority(AFTER_LANGUAGES)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the registry."""
        self.library = library_of(config)
        report(config, log, LAW_RULES.__contains__)
        return config

    @event_priority(AFTER_LANGUAGES)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the page of provisions."""
        for language in built_languages(config):
            files.append(generated_page(config, language, PROVISIONS, template="provisions.html", title="Provisions"))
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Remember the addresses of this build."""
        self.files = files
        return nav

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Tell Markdown where the provisions are, seen from this page."""
        provisions = address_in(files, language_of(page, config))(PROVISIONS)
        extend_markdown(
            config,
            "collection_kb.citations.references",
            provisions=self.library.provisions,
            address=get_relative_url(provisions, page.url),
        )
        return markdown

    def on_page_context(
        self,
        context: TemplateContext,
        page: Page,
        config: MkDocsConfig,
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """Give the templates an article's provisions, or all of them."""
        language = language_of(page, config)
        address = address_in(self.files, language)
        article = article_of(page, self.library)
        if article:
            context["sources"] = sources(article, self.library, language, address)  # type: ignore[typeddict-unknown-key]
        if page.file.src_uri.endswith(f"/{PROVISIONS}"):
            context["provision_areas"] = provision_areas(self.library, language, address)  # type: ignore[typeddict-unknown-key]
        return context
