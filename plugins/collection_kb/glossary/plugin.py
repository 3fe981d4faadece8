"""The plugin of the glossary."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority

from collection_kb.glossary.pages import GLOSSARY, term_groups
from collection_kb.site import AFTER_LANGUAGES, NoOptions, Place, ShowsPages, library_of


class GlossaryPlugin(ShowsPages, BasePlugin[NoOptions]):
    """Fills the glossary's article with the terms of the lexicon."""

    @event_priority(AFTER_LANGUAGES)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the lexicon."""
        self.library = library_of(config)
        return config

    def shown(self, place: Place) -> dict[str, object]:
        """Return the terms."""
        if not place.article or place.article.type.id != GLOSSARY:
            return {}
        return {"term_groups": term_groups(self.library, place.language, place.address)}
