"""The plugin of safety: what authors write is sanitised before anything of ours is added."""

from functools import cache
from importlib.resources import files as package_files
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from collection_kb.knowledge.content_files import LINK_RULE, may_be_shown, odd_files
from collection_kb.knowledge.language import SOURCE_LANGUAGE
from collection_kb.safety.allowed import cleaned
from collection_kb.site import AFTER_LANGUAGES, NoOptions, extend_markdown, is_first_pass

log = get_plugin_logger(__name__)

_FIRST = 1000


class SafetyPlugin(BasePlugin[NoOptions]):
    """Limits the HTML of authors, and makes our templates escape whatever they show."""

    @event_priority(AFTER_LANGUAGES)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Take HTML, attributes and addresses of authors in hand; tables align without a style of their own."""
        extend_markdown(config, "collection_kb.safety.author_markup")
        if is_first_pass(config):
            self._refuse_loops(Path(config.docs_dir))
        config.mdx_configs["tables"] = {"use_align_attribute": True}
        return config

    def _refuse_loops(self, docs: Path) -> None:
        """Report odd files; end the build where a folder is a link: MkDocs would follow it, round and round."""
        links = []
        for finding in odd_files(docs):
            log.error("%s", finding.text(SOURCE_LANGUAGE))
            if finding.rule == LINK_RULE and docs.parent.joinpath(finding.path).is_dir():
                links.append(finding.path)
        if links:
            raise PluginError(", ".join(links))

    @event_priority(_FIRST)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Leave out files that could run something, lead elsewhere, or have names that servers choke on."""
        docs = Path(config.docs_dir)
        for file in list(files):
            if file.src_dir == config.docs_dir and not may_be_shown(docs, file.src_uri):
                files.remove(file)
        return files

    @event_priority(_FIRST)
    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Let front matter name no template that is not there, and no title that is no text."""
        for key, fits in (("template", self._is_ours), ("title", lambda value: isinstance(value, str))):
            if key in page.meta and not fits(page.meta[key]):
                del page.meta[key]
        return markdown

    @event_priority(_FIRST)
    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Let nothing through that Markdown and our extensions of it do not write."""
        return cleaned(html)

    @event_priority(_FIRST)
    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Escape every value in a template of ours that is not marked as HTML. The theme's own keep their ways."""
        env.autoescape = self._is_ours

    def _is_ours(self, name: object) -> bool:
        return isinstance(name, str) and name in _templates()


@cache
def _templates() -> frozenset[str]:
    root = package_files("collection_kb").joinpath("theme", "templates")
    parts = (f"partials/{one.name}" for one in root.joinpath("partials").iterdir())
    return frozenset((*(one.name for one in root.iterdir()), *parts))
