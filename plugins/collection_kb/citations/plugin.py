"""The plugin of legal references."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from collection_kb.citations.pages import (
    LAW,
    area_path,
    area_view,
    instrument_path,
    instrument_view,
    instruments_by_rank,
    narrative_pages,
    provision_url,
    references_of,
    references_of_page,
)
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
    """Turns `law:` links into references, and draws the pages of areas and instruments."""

    @event_priority(AFTER_LANGUAGES)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the registry."""
        self.library = library_of(config)
        report(self.library, config, log, LAW_RULES.__contains__)
        return config

    @event_priority(AFTER_LANGUAGES)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages of law."""
        for language in built_languages(config):
            pages = [(LAW, "law-index.html", "Law")]
            pages += [
                (area_path(area.id), "law-area.html", area.labels[language]) for area in self.library.areas.values()
            ]
            pages += [
                (instrument_path(one.id), "law-instrument.html", one.title[language])
                for one in self.library.instruments.values()
            ]
            for path, template, title in pages:
                files.append(generated_page(config, language, path, template=template, title=title))
        return files

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Tell Markdown where the provisions are, seen from this page."""
        language = language_of(page, config)
        address = address_in(files, language)
        extend_markdown(
            config,
            "collection_kb.citations.references",
            provisions=self.library.provisions,
            address=lambda provision: get_relative_url(provision_url(provision, address), page.url),
            language=language,
        )
        return markdown

    def shown(self, place: Place) -> dict[str, object]:
        """Return an article's references, or what a page of law lists."""
        where = (self.library, place.language, place.address)
        if place.article:
            return {"references": references_of(place.article, *where)}
        if place.path == LAW:
            return {
                "areas": tuple(area_view(area, *where, with_citing=False) for area in self.library.areas.values()),
                "instruments": instruments_by_rank(*where),
                "narratives": narrative_pages(*where),
            }
        for area in self.library.areas.values():
            if place.path == area_path(area.id):
                return {"area": area_view(area, *where)}
        for instrument in self.library.instruments.values():
            if place.path == instrument_path(instrument.id):
                return {"instrument": instrument_view(instrument, *where)}
        return {"references": references_of_page(place.path, *where)}
