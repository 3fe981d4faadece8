"""What MkDocs holds in memory after a build, kept to draw single pages again.

The language plugin builds one language after the other with one configuration, so each pass is put back before use.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from collection_kb.site import NoOptions

_LAST = -1000


@dataclass(frozen=True)
class Pass:
    """A language as it was built: its files, its navigation, its templates, and the state of all that takes part."""

    files: Files
    nav: Navigation
    environment: Environment
    settings: Mapping[str, Any]
    theme: Mapping[str, Any]
    plugins: Mapping[str, dict[str, Any]]

    def put_back(self, config: MkDocsConfig) -> None:
        """Make the configuration and its plugins what they were in this pass."""
        config.data.update(self.settings)
        for key, value in self.theme.items():
            config.theme[key] = value
        for name, state in self.plugins.items():
            vars(config.plugins[name]).update(state)

    @cached_property
    def documents(self) -> Sequence[File]:
        """Return the files of all pages."""
        return self.files.documentation_pages()

    def page(self, source: str) -> File | None:
        """Return the file of the page that is drawn from `zh/folder/slug.md`."""
        return self.files.src_uris.get(source)

    def draw(self, file: File, config: MkDocsConfig) -> bytes:
        """Return a page, read again and drawn again; what plugins and templates raise is passed on."""
        page = file.page
        if page is None or page.file is not file:
            raise LookupError(file.src_uri)
        plugins, files = config.plugins, self.files
        page = plugins.on_pre_page(page, config=config, files=files)
        page.read_source(config)
        page.markdown = plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
        page.render(config, files)
        page.content = plugins.on_page_content(page.content or "", page=page, config=config, files=files)
        page.active = True
        try:
            context = get_context(self.nav, self.documents, config, page)
            template = self.environment.get_template(page.meta.get("template", "main.html"))
            context = plugins.on_page_context(context, page=page, config=config, nav=self.nav)
            output = plugins.on_post_page(template.render(context), page=page, config=config)
        finally:
            page.active = False
        return output.encode("utf-8", errors="xmlcharrefreplace")


class KeepsPasses(BasePlugin[NoOptions]):
    """Joins a build and keeps every language of it."""

    def __init__(self) -> None:
        self.passes: list[Pass] = []
        self._nav: Navigation | None = None

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Remember the navigation."""
        self._nav = nav

    @event_priority(_LAST)
    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Keep this language, now that all of it is read."""
        plugins = {name: dict(vars(plugin)) for name, plugin in _others(config, self)}
        if self._nav:
            self.passes.append(Pass(files, self._nav, env, dict(config.data), dict(config.theme), plugins))


def _others(config: MkDocsConfig, own: object) -> Iterator[tuple[str, BasePlugin[NoOptions]]]:
    for name, plugin in config.plugins.items():
        if plugin is not own:
            yield name, cast("BasePlugin[NoOptions]", plugin)
