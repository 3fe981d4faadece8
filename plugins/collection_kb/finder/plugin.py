"""The plugin of the search."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.utils import write_file

from collection_kb.finder.export import export
from collection_kb.finder.index import make_index
from collection_kb.finder.pages import ARTICLES, MISSING, filters
from collection_kb.finder.tables import make_tables
from collection_kb.knowledge.language import Language
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.listing import Address, by_type
from collection_kb.parallel.aside import Aside
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
        languages = built_languages(config)
        for language in languages:
            files.append(generated_page(config, language, ARTICLES, template="articles.html", title="All articles"))
            files.append(generated_page(config, language, MISSING, template="missing.html", title="Not found"))
        addresses = {language: address_in(files, language) for language in languages}
        self.index = Aside(partial(_index, self.library, addresses))
        return files

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write the index, which was made while the pages were drawn."""
        for path, content in self.index.rest().items():
            write_file(content.encode(), str(Path(config.site_dir, path)))

    def shown(self, place: Place) -> dict[str, object]:
        """Return the filters of the box, which is on every page, and the list of all articles on its own."""
        values: dict[str, object] = filters(self.library, place.language)
        if place.path == ARTICLES:
            values["article_groups"] = by_type(
                self.library.articles.values(), self.library.types.values(), place.language, place.address
            )
        return values


def _index(library: Library, addresses: Mapping[Language, Address]) -> Iterator[tuple[str, str]]:
    """Yield path and content of each file of the index."""
    tables = make_tables(library)
    for language, address in addresses.items():
        parts = export(make_index(library, language, tables), tables, library, language, address)
        for name, content in parts.items():
            yield f"assets/search/{language}/{name}", content
