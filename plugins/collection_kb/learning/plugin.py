"""The plugin of learning paths."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from collection_kb.learning.pages import PATHS, path_file, path_view, path_views
from collection_kb.site import (
    AFTER_LANGUAGES,
    NoOptions,
    Place,
    ShowsPages,
    built_languages,
    generated_page,
    library_of,
)


class LearningPlugin(ShowsPages, BasePlugin[NoOptions]):
    """Adds a page for each learning path, and one that lists them."""

    @event_priority(AFTER_LANGUAGES)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the paths."""
        self.library = library_of(config)
        return config

    @event_priority(AFTER_LANGUAGES)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages."""
        for language in built_languages(config):
            files.append(generated_page(config, language, PATHS, template="paths.html", title="Learning paths"))
            for path in self.library.learning_paths.values():
                title = path.labels[language]
                files.append(generated_page(config, language, path_file(path.id), template="path.html", title=title))
        return files

    def shown(self, place: Place) -> dict[str, object]:
        """Return the paths, or the one of this page."""
        where = (self.library, place.language, place.address)
        if place.path == PATHS:
            return {"learning_paths": path_views(*where)}
        for path in self.library.learning_paths.values():
            if place.path == path_file(path.id):
                return {"learning_path": path_view(path, *where)}
        return {}
