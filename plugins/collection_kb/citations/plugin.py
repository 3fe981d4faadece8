"""The plugin of legal references."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from collection_kb.citations.pages import PROVISIONS, provision_areas, sources
from collection_kb.knowledge.finding import LAW_RULES
from collection_kb.site import (
    AFTER_LANGUAGES,
    NoOptions,
    Place,
    ShowsPages,
    address_in,
    built_languages,
    extend_markdown,
    generated_page,
    language_of,
    library_of,
    report,
)

log = get_plugin_logger(__name__)


class CitationsPlugin(ShowsPages, BasePlugin[NoOptions]):
    """Turns `law:` links into references, and draws the page of provisions."""

    @event_priority(AFTER_LANGUAGES)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the registry."""
        self.library = library_of(config)
        report(self.library, config, log, LAW_RULES.__contains__)
        return config

    @event_priority(AFTER_LANGUAGES)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the page of provisions."""
        for language in built_languages(config):
            files.append(generated_page(config, language, PROVISIONS, template="provisions.html", title="Provisions"))
        return files

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

    def shown(self, place: Place) -> dict[str, object]:
        """Return an article's provisions, or all of them."""
        values: dict[str, object] = {}
        if place.article:
            values["sources"] = sources(place.article, self.library, place.language, place.address)
        if place.path == PROVISIONS:
            values["provision_areas"] = provision_areas(self.library, place.language, place.address)
        return values
