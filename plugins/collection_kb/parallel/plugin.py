"""The plugin that lets a second processor draw pages."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from collection_kb.parallel.aside import Aside, can_fork
from collection_kb.site import DRAWN, NoOptions

SHARE = 0.4
"""Of the written pages: the other process reads and draws them while this one still reads the rest."""

FEWEST = 40
"""Pages for which a process pays."""

_FIRST, _LAST = 1000, -1000


@dataclass(frozen=True)
class Drawn:
    """A page as the other process made it, what it knows of itself, and what was logged on the way."""

    content: str
    toc: TableOfContents
    title: str | None
    anchors: set[str] | None
    links: dict[str, dict[str, str]]
    output: str
    logged: tuple[tuple[str, int, str], ...]


class ParallelPlugin(BasePlugin[NoOptions]):
    """Hands a share of the written pages to another process, and takes what it made in place of drawing them."""

    def __init__(self) -> None:
        self.outputs: dict[str, str] = {}

    @event_priority(_LAST)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Start the other process, now that all addresses are known."""
        self.outputs = {}
        written = [file for file in files.documentation_pages() if file.page and not file.generated_by]
        share = written[len(written) - int(len(written) * SHARE) :]
        if len(share) >= FEWEST and can_fork():
            aside = Aside(partial(_drawn, share, nav, files, config))
            for file in share:
                if file.page:
                    render = partial(self._render, aside, file.page)
                    file.page.render = render  # type: ignore[method-assign] # of this page alone
        return nav

    @event_priority(_LAST)
    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Leave nothing to draw of the pages that are drawn."""
        if not self.outputs:
            return env
        loaders = [loader for loader in (DictLoader({DRAWN: "-"}), env.loader) if loader]
        env.loader = ChoiceLoader(loaders)
        for name in self.outputs:
            file = files.src_uris.get(name)
            if file and file.page:
                file.page.meta["template"] = DRAWN
        return env

    @event_priority(_FIRST)
    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Put in what the other process drew."""
        return self.outputs.pop(page.file.src_uri, output)

    def _render(self, aside: Aside[Drawn], page: Page, config: MkDocsConfig, files: Files) -> None:
        drawn = aside.take(page.file.src_uri)
        if drawn is None:
            Page.render(page, config, files)
            return
        for name, level, message in drawn.logged:
            logging.getLogger(name).log(level, message)
        page.content, page.toc, page.present_anchor_ids = drawn.content, drawn.toc, drawn.anchors
        page._title_from_render = drawn.title  # noqa: SLF001 - MkDocs has no other place for it
        page.links_to_anchors = {files.src_uris[name]: links for name, links in drawn.links.items()}
        self.outputs[page.file.src_uri] = drawn.output


def _drawn(share: Sequence[File], nav: Navigation, files: Files, config: MkDocsConfig) -> Iterator[tuple[str, Drawn]]:
    """Yield the pages of a share, as MkDocs would draw them; one that fails is left to the other process."""
    log = _Log()
    root = logging.getLogger("mkdocs")
    root.handlers = [log]
    env = config.plugins.on_env(config.theme.get_env(), config=config, files=files)
    documents = files.documentation_pages()
    for file in share:
        if file.page:
            log.records = []
            with suppress(Exception):
                yield file.src_uri, _draw(file.page, nav, files, documents, env, config, log)


def _draw(  # noqa: PLR0913, PLR0917 - what MkDocs has at hand for a page
    page: Page,
    nav: Navigation,
    files: Files,
    documents: Sequence[File],
    env: Environment,
    config: MkDocsConfig,
    log: "_Log",
) -> Drawn:
    plugins = config.plugins
    page = plugins.on_pre_page(page, config=config, files=files)
    page.read_source(config)
    page.markdown = plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
    page.render(config, files)
    content = page.content or ""
    page.content = plugins.on_page_content(content, page=page, config=config, files=files)
    page.active = True
    context: Any = get_context(nav, documents, config, page)
    template = env.get_template(page.meta.get("template", "main.html"))
    context = plugins.on_page_context(context, page=page, config=config, nav=nav)
    output = template.render(context)
    page.active = False
    links = {file.src_uri: dict(links) for file, links in (page.links_to_anchors or {}).items()}
    title = page._title_from_render  # noqa: SLF001 - as above
    return Drawn(content, page.toc, title, page.present_anchor_ids, links, output, tuple(log.records))


class _Log(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.records: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append((record.name, record.levelno, record.getMessage()))
