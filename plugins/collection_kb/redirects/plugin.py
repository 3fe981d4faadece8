"""The plugin of former addresses."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from collection_kb.redirects.moves import move, moved
from collection_kb.site import (
    AFTER_LANGUAGES,
    NoOptions,
    Place,
    ShowsPages,
    built_languages,
    generated_page,
    library_of,
)


class RedirectsPlugin(ShowsPages, BasePlugin[NoOptions]):
    """Keeps the addresses of retired articles: a page at each leads to the article that took its place.

    The plugin for any site, `mkdocs-redirects`, is none for this one: it writes an inline script, which our policy
    forbids, knows no languages, and needs another site generator.
    """

    @event_priority(AFTER_LANGUAGES)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the redirects."""
        self.library = library_of(config)
        return config

    @event_priority(AFTER_LANGUAGES)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages."""
        for language in built_languages(config):
            for path in moved(self.library, language):
                files.append(generated_page(config, language, path, template="moved.html", title=path))
        return files

    def shown(self, place: Place) -> dict[str, object]:
        """Return where a former address leads."""
        slug = moved(self.library, place.language).get(place.path)
        return {"moved_to": move(slug, self.library, place.language, place.address)} if slug else {}
