"""The plugin of the page that checks wording."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files

from collection_kb.knowledge.finding import WORDING_RULES
from collection_kb.redlines.export import as_json
from collection_kb.site import (
    AFTER_LANGUAGES,
    NoOptions,
    Place,
    ShowsPages,
    built_languages,
    generated_page,
    library_of,
    report,
)

WORDING = "wording.md"

log = get_plugin_logger(__name__)


class RedLinesPlugin(ShowsPages, BasePlugin[NoOptions]):
    """Adds the page on which agents and trainers check their wording; nothing typed there leaves the browser."""

    @event_priority(AFTER_LANGUAGES)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the rules."""
        self.library = library_of(config)
        report(self.library, config, log, WORDING_RULES.__contains__)
        return config

    @event_priority(AFTER_LANGUAGES)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the page."""
        for language in built_languages(config):
            files.append(generated_page(config, language, WORDING, template="wording.html", title="Check my wording"))
        return files

    def shown(self, place: Place) -> dict[str, object]:
        """Return the rules for the page."""
        if place.path != WORDING:
            return {}
        return {"red_lines": as_json(self.library, place.language, place.address)}
