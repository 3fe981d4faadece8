"""The plugin of delivery: what the built site needs to work offline and under a strict policy."""

from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from collection_kb.admin.plugin import AdminPlugin
from collection_kb.delivery.policy import all_headers, form_headers, nginx_file, static_host_file
from collection_kb.delivery.worker import WORKER, worker
from collection_kb.site import AFTER_LANGUAGES, NoOptions, Place, ShowsPages, is_written, library_of

_UNUSED = ("assets/javascripts/", "assets/stylesheets/palette")
"""Parts of the theme that no page of ours loads."""

_LAST = -300


class DeliveryPlugin(ShowsPages, BasePlugin[NoOptions]):
    """Writes the service worker and the security headers when a site is built; a preview has neither."""

    is_preview = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Remember whether this is a preview: a worker would keep what the author has just changed."""
        self.is_preview = command == "serve"

    @event_priority(AFTER_LANGUAGES)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the library, which tells pages apart."""
        self.library = library_of(config)
        return config

    @event_priority(AFTER_LANGUAGES)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:  # noqa: ARG002
        """Leave out what no page loads."""
        for file in list(files):
            if file.src_uri.startswith(_UNUSED) or file.src_uri.endswith(".map"):
                files.remove(file)
        return files

    def shown(self, place: Place) -> dict[str, object]:  # noqa: ARG002
        """Tell every page where the worker is."""
        return {"worker": "" if self.is_preview else WORKER}

    @event_priority(_LAST)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write what depends on all files."""
        if self.is_preview or not is_written(config):
            return
        site = Path(config.site_dir)
        headers = all_headers(site)
        form = config.plugins.get("admin")
        own = form_headers(headers, *form.origins) if isinstance(form, AdminPlugin) and form.package else headers
        (site / "_headers").write_text(static_host_file(headers, own), encoding="utf-8")
        (site / "security-headers.conf").write_text(nginx_file(headers, own), encoding="utf-8")
        (site / WORKER).write_text(worker(site), encoding="utf-8")
