"""The plugin of the reader's side: sections on the page, the home page, the styles."""

import hashlib
from importlib.resources import files as package_files

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.utils.templates import TemplateContext

from collection_kb.knowledge.finding import LAW_RULES, TOPIC_RULES, UNREADABLE_RULES, WORDING_RULES
from collection_kb.reader.sections import section_ids
from collection_kb.reader.view import HOME, article_view, blanks, entries, home_view
from collection_kb.site import (
    AFTER_LANGUAGES,
    NoOptions,
    Place,
    ShowsPages,
    extend_markdown,
    is_first_pass,
    language_of,
    library_of,
    report,
)

NOT_FOUND = "404.html"

log = get_plugin_logger(__name__)


class ReaderPlugin(ShowsPages, BasePlugin[NoOptions]):
    """Draws articles as cards and fills the home page."""

    @event_priority(AFTER_LANGUAGES)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the library and take its headings into Markdown."""
        self.library = library_of(config)
        report(self.library, config, log, lambda rule: rule not in TOPIC_RULES | LAW_RULES | WORDING_RULES)
        extend_markdown(
            config,
            "collection_kb.reader.sections",
            ids=section_ids(self.library.types.values()),
            placeholders=tuple(self.library.placeholders.values()),
        )
        return config

    @event_priority(AFTER_LANGUAGES)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add styles and scripts, all components in one file each, and leave out pages that cannot be read."""
        for finding in self.library.findings:
            if finding.rule in UNREADABLE_RULES:
                unreadable = files.get_file_from_path(finding.path.partition("/")[2])
                if unreadable:
                    files.remove(unreadable)
        theme = package_files("collection_kb").joinpath("theme")
        self.assets: dict[str, str] = {}
        for folder, suffix, separator in (("styles", "css", "\n"), ("scripts", "js", "\n;\n")):
            parts = theme.joinpath(folder).iterdir()
            texts = [part.read_text(encoding="utf-8") for part in sorted(parts, key=lambda part: part.name)]
            self._add_asset(files, config, f"kb.{suffix}", separator.join(texts))
        scheme = theme.joinpath("scheme.js")
        self._add_asset(files, config, scheme.name, scheme.read_text(encoding="utf-8"))
        return files

    def _add_asset(self, files: Files, config: MkDocsConfig, name: str, content: str) -> None:
        """Add a file that is named after its content: a page never meets styles or scripts of another version."""
        stem, _, suffix = name.partition(".")
        self.assets[name] = f"assets/kb/{stem}.{hashlib.sha256(content.encode()).hexdigest()[:12]}.{suffix}"
        files.append(File.generated(config, self.assets[name], content=content))

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Tell templates the names of styles and scripts."""
        env.globals["kb_assets"] = self.assets

    def on_template_context(
        self, context: TemplateContext, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give the page for lost readers the urgent articles."""
        context = super().on_template_context(context, template_name, config)
        if template_name == NOT_FOUND:
            language = language_of(None, config)
            urgent = entries(self.library.selection("urgent"), language, self.addresses[language])
            context["urgent"] = urgent  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_template(self, output_content: str, template_name: str, config: MkDocsConfig) -> str:
        """Keep the first page for lost readers: servers know one only, so it speaks both languages."""
        return output_content if template_name != NOT_FOUND or is_first_pass(config) else ""

    def shown(self, place: Place) -> dict[str, object]:
        """Return what is on every page, and the article or the home page."""
        language, address = place.language, place.address
        values: dict[str, object] = {"urgent": entries(self.library.selection("urgent"), language, address)}
        if place.article:
            values["article"] = article_view(place.article, self.library, language)
            values["blanks"] = blanks(place.article, self.library, language)
        if place.path == HOME:
            values["home"] = home_view(self.library, language, address)
        return values
