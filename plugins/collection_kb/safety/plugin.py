"""The plugin of safety: what authors write is sanitised before anything of ours is added."""

from collections.abc import Callable
from importlib.resources import files as package_files

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from collection_kb.safety.allowed import cleaned
from collection_kb.site import AFTER_LANGUAGES, NoOptions, extend_markdown

_FIRST = 1000


class SafetyPlugin(BasePlugin[NoOptions]):
    """Limits the HTML of authors, and makes our templates escape whatever they show."""

    @event_priority(AFTER_LANGUAGES)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Take HTML, attributes and addresses of authors in hand; tables align without a style of their own."""
        extend_markdown(config, "collection_kb.safety.author_markup")
        config.mdx_configs["tables"] = {"use_align_attribute": True}
        return config

    @event_priority(_FIRST)
    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Let nothing through that Markdown and our extensions of it do not write."""
        return cleaned(html)

    @event_priority(_FIRST)
    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Escape every value in a template of ours that is not marked as HTML. The theme's own keep their ways."""
        env.autoescape = _is_ours()


def _is_ours() -> Callable[[str | None], bool]:
    root = package_files("collection_kb").joinpath("theme", "templates")
    names = {one.name for one in root.iterdir()} | {
        f"partials/{one.name}" for one in root.joinpath("partials").iterdir()
    }
    return names.__contains__
