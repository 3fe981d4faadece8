"""The plugin of what changed."""

from pathlib import Path
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.utils import get_relative_url

from collection_kb.history import feed, pages
from collection_kb.history.repository import read_history
from collection_kb.knowledge.language import Language
from collection_kb.reader.view import HOME
from collection_kb.site import (
    AFTER_LANGUAGES,
    NoOptions,
    Place,
    ShowsPages,
    address_in,
    built_languages,
    generated_page,
    generated_text,
    is_first_pass,
    library_of,
)

log = get_plugin_logger(__name__)


class HistoryPlugin(ShowsPages, BasePlugin[NoOptions]):
    """Tells when articles changed and why, as a page and as a feed, and asks readers what is wrong."""

    @event_priority(AFTER_LANGUAGES)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the history and remember where issues are filed."""
        self.library = library_of(config)
        self.history = read_history(Path(config.docs_dir))
        self.issues = f"{config.repo_url.rstrip('/')}/issues/new" if config.repo_url else ""
        if self.history.missing and is_first_pass(config):
            log.info("Articles show the day of their last check, not of their last change: %s.", self.history.missing)
        return config

    @event_priority(AFTER_LANGUAGES)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the page and the feed."""
        for language in built_languages(config):
            files.append(
                generated_page(config, language, pages.PATH, template="what-changed.html", title="What changed")
            )
            self._add_feed(files, config, language)
        return files

    def _add_feed(self, files: Files, config: MkDocsConfig, language: Language) -> None:
        file = generated_text(config, language, feed.PATH, "")
        page = address_in(files, language)(pages.PATH)
        head = feed.FeedHead(
            title=config.site_name,
            author=str(config.extra.get("organisation") or config.site_name),
            page=urljoin(config.site_url, page) if config.site_url else get_relative_url(page, file.url),
            here=urljoin(config.site_url, file.url) if config.site_url else "",
        )
        file.content_string = feed.changes_feed(self.history, self.library, language, head)
        files.append(file)

    def shown(self, place: Place) -> dict[str, object]:
        """Return an article's last change and where to report, the home page's list, or the page of changes."""
        if place.path == pages.PATH:
            views = pages.change_views(self.history, self.library, place.language, place.address)
            return {"what_changed": views}
        if place.path == HOME:
            recent = pages.recently_changed(self.history, self.library, place.language, place.address)
            return {"recently_changed": recent}
        if place.article:
            last = pages.last_changed(place.article, place.language, self.history)
            return {"last_changed": last, "feedback": self.issues}
        return {}
