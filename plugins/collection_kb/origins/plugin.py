"""The plugin of the page of origins."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from collection_kb.origins.pages import passage_views
from collection_kb.site import (
    AFTER_LANGUAGES,
    NoOptions,
    Place,
    ShowsPages,
    built_languages,
    generated_page,
    library_of,
)

ORIGINS = "origins.md"


class OriginsPlugin(ShowsPages, BasePlugin[NoOptions]):
    """Adds the page that shows, passage by passage, what became of the source article."""

    @event_priority(AFTER_LANGUAGES)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the passages."""
        self.library = library_of(config)
        return config

    @event_priority(AFTER_LANGUAGES)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the page."""
        for language in built_languages(config):
            files.append(generated_page(config, language, ORIGINS, template="origins.html", title="Origins"))
        return files

    def shown(self, place: Place) -> dict[str, object]:
        """Return the passages."""
        if place.path != ORIGINS:
            return {}
        return {"passages": passage_views(self.library, place.language, place.address)}
