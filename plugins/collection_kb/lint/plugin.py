"""The plugin of the help pages for findings."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from collection_kb.lint.help_page import help_pages
from collection_kb.lint.pages import INDEX, rule_at, rule_file, rule_view, rule_views
from collection_kb.site import (
    AFTER_LANGUAGES,
    NoOptions,
    Place,
    ShowsPages,
    built_languages,
    generated_page,
    library_of,
)


class LintPlugin(ShowsPages, BasePlugin[NoOptions]):
    """Adds a page for each rule of `kb lint`, and one that lists them."""

    @event_priority(AFTER_LANGUAGES)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the library, which knows the levels."""
        self.library = library_of(config)
        return config

    @event_priority(AFTER_LANGUAGES)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages."""
        for language in built_languages(config):
            files.append(generated_page(config, language, INDEX, template="lint-rules.html", title="Checks"))
            for rule in help_pages(language):
                path, title = rule_file(rule.rule), f"{rule.rule} {rule.title}"
                page = generated_page(config, language, path, template="lint-rule.html", title=title, body=rule.body)
                files.append(page)
        return files

    def shown(self, place: Place) -> dict[str, object]:
        """Return the rules, or the one of this page."""
        if place.path == INDEX:
            return {"lint_rules": rule_views(self.library, place.language, place.address)}
        rule = rule_at(place.path)
        return {"lint_rule": rule_view(rule, self.library, place.language, place.address)} if rule else {}
