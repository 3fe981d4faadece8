"""The plugin of the handbook."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from collection_kb.glossary.pages import term_groups
from collection_kb.handbook.book import address_in_book, make_book
from collection_kb.site import (
    AFTER_LANGUAGES,
    NoOptions,
    Place,
    ShowsPages,
    built_languages,
    generated_page,
    library_of,
)

HANDBOOK = "handbook.md"


class HandbookPlugin(ShowsPages, BasePlugin[NoOptions]):
    """Adds a page with all articles of a language. MkDocs renders every text before it writes the first page."""

    @event_priority(AFTER_LANGUAGES)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the library."""
        self.library = library_of(config)
        self.has_glossary = "glossary" in config.plugins
        return config

    @event_priority(AFTER_LANGUAGES)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the page."""
        for language in built_languages(config):
            files.append(generated_page(config, language, HANDBOOK, template="handbook.html", title="Handbook"))
        return files

    def shown(self, place: Place) -> dict[str, object]:
        """Return the book."""
        if place.path != HANDBOOK:
            return {}

        def content(path: str) -> str:
            file = self.files.get_file_from_path(f"{place.language}/{path}")
            return (file.page.content if file and file.page else None) or ""

        terms = term_groups(self.library, place.language, address_in_book) if self.has_glossary else ()
        return {"book": make_book(self.library, place.language, place.address, content), "book_terms": terms}
