"""The plugin of review dates."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files

from collection_kb.review.due import due_of
from collection_kb.review.export import export
from collection_kb.review.pages import due_view, queue_view
from collection_kb.site import (
    AFTER_LANGUAGES,
    NoOptions,
    Place,
    ShowsPages,
    built_languages,
    generated_page,
    is_first_pass,
    library_of,
)

QUEUE = "review.md"


class ReviewPlugin(ShowsPages, BasePlugin[NoOptions]):
    """Tells the browser when an article is due, and adds the queue as a page and as data.

    Whether a date has come is decided by the browser on the day of reading: a build knows no today.
    """

    @event_priority(AFTER_LANGUAGES)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the library and remember where articles are edited."""
        self.library = library_of(config)
        self.edit_base = f"{config.repo_url.rstrip('/')}/{config.edit_uri or ''}" if config.repo_url else ""
        return config

    @event_priority(AFTER_LANGUAGES)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the queue."""
        for language in built_languages(config):
            files.append(generated_page(config, language, QUEUE, template="review.html", title="Review queue"))
        if is_first_pass(config):
            files.append(File.generated(config, "review.json", content=export(self.library)))
        return files

    def shown(self, place: Place) -> dict[str, object]:
        """Return an article's due date, or the queue."""
        if place.path == QUEUE:
            return {"review_queue": queue_view(self.library, place.language, place.address)}
        due = due_of(place.article, self.library) if place.article else None
        return {"due": due_view(due, self.edit_base)} if due else {}
