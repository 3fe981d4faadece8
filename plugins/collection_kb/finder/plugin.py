"""The plugin of the search."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files

from collection_kb.finder.export import export
from collection_kb.finder.index import make_index
from collection_kb.finder.pages import ARTICLES, MISSING, filters
from collection_kb.finder.tables import make_tables
from collection_kb.knowledge.listing import by_type
from collection_kb.site import (
    AFTER_LANGUAGES,
    NoOptions,
    Place,
    ShowsPages,
    address_in,
    built_languages,
    generated_page,
    library_of,
)


class FinderPlugin(ShowsPages, BasePlugin[NoOptions]):
    """Adds the search box with its index, the plain list of all articles, and the page of what was not found."""

    @event_priority(AFTER_LANGUAGES)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the library."""
        self.library = library_of(config)
        return config

    @event_priority(AFTER_LANGUAGES)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the index and the pages of each language."""
        tables = make_tables(self.library)
        for language in built_languages(config):
            files.append(generated_page(config, language, ARTICLES, template="articles.html", title="All articles"))
            files.append(generated_page(config, language, MISSING, template="missing.html", title="Not found"))
            index = make_index(self.library, language, tables)
            parts = export(index, tables, self.library, language, address_in(files, language))
            for name, content in parts.items():
                files.append(File.generated(config, f"assets/search/{language}/{name}", content=content))
        return files

    def shown(self, place: Place) -> dict[str, object]:
        """Return the filters of the box, which is on every page, and the list of all articles on its own."""
        values: dict[str, object] = filters(self.library, place.language)
        if place.path == ARTICLES:
            values["article_groups"] = by_type(
                self.library.articles.values(), self.library.types.values(), place.language, place.address
            )
        return values
