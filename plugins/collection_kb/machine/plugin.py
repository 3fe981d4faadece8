"""The plugin of what machines read."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from collection_kb.delivery.policy import FORM
from collection_kb.knowledge.language import SOURCE_LANGUAGE, Language
from collection_kb.knowledge.listing import Address
from collection_kb.machine import articles, law
from collection_kb.machine.llms import SHORT, Site
from collection_kb.machine.sitemap import ROBOTS, SITEMAP, robots_txt, sitemap_xml
from collection_kb.machine.texts import Links, markdown_url, markdown_urls, texts
from collection_kb.site import (
    AFTER_LANGUAGES,
    NoOptions,
    Place,
    ShowsPages,
    address_in,
    built_languages,
    generated_text,
    is_first_pass,
    is_last_pass,
    language_of,
    library_of,
)
from collection_kb.topics.plugin import TopicsPlugin
from collection_kb.topics.related import Neighbourhood

_NOT_LISTED = {"handbook.html", "missing.html", "moved.html"}
"""Pages that say nothing of their own."""

_DOCUMENTS = (
    (articles.PATH, "articles", "machine"),
    (law.PATH, "law", "machine"),
    ("topics.json", "topics", "topics"),
    ("review.json", "review", "review"),
)
"""What `llms.txt` points to, with its key in the words of the interface and the plugin that writes it."""


class MachinePlugin(ShowsPages, BasePlugin[NoOptions]):
    """Adds the content as JSON and Markdown, and tells crawlers what there is."""

    passes: dict[Language, Address]
    listed: dict[str, dict[Language, str]]

    @event_priority(AFTER_LANGUAGES)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the library and put our sitemap in the place of MkDocs's own."""
        self.library = library_of(config)
        config.theme.static_templates.discard(SITEMAP)
        if is_first_pass(config):
            self.passes, self.listed = {}, {}
        return config

    @event_priority(AFTER_LANGUAGES)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add all but the sitemap."""
        drawn = files.get_file_from_path(SITEMAP)  # no longer a template, it would be copied as it is
        if drawn:
            files.remove(drawn)
        for language in built_languages(config):
            self.passes[language] = address_in(files, language)
            self._add_texts(files, config, language)
        if is_last_pass(config):
            for path, content in self._data(config):
                files.append(File.generated(config, path, content=content))
        return files

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Add the sitemap, now that the pages of this language are known."""
        for file in files.documentation_pages():
            page = file.page
            if page and page.canonical_url and page.meta.get("template") not in _NOT_LISTED:
                path = file.src_uri.partition("/")[2]
                self.listed.setdefault(path, {})[language_of(page, config)] = page.canonical_url
        if config.site_url:
            content = sitemap_xml(self.listed.values())
            files.append(File.generated(config, SITEMAP, content=content, inclusion=InclusionLevel.INCLUDED))

    def shown(self, place: Place) -> dict[str, object]:
        """Return where an article's Markdown is; a page without a translation shows, and leads to, the Chinese text."""
        if not place.article:
            return {}
        page = self.passes[place.language](place.article.type.path(place.article.slug))
        return {"markdown_page": markdown_url(page)}

    def _data(self, config: MkDocsConfig) -> Iterator[tuple[str, str]]:
        topics = config.plugins.get("topics")
        neighbourhood = (
            topics.neighbourhood
            if isinstance(topics, TopicsPlugin)
            else Neighbourhood(self.library, articles.declared_tags(self.library))
        )
        yield articles.PATH, articles.articles_json(neighbourhood, self.passes)
        yield law.PATH, law.law_json(self.library, self.passes)
        form = urljoin(urlsplit(config.site_url or "").path or "/", FORM) if "admin" in config.plugins else ""
        yield ROBOTS, robots_txt(urljoin(config.site_url, SITEMAP) if config.site_url else "", form)

    def _add_texts(self, files: Files, config: MkDocsConfig, language: Language) -> None:
        address = self.passes[language]
        together = "i18n" not in config.plugins
        folder = f"{language}/" if together or language != SOURCE_LANGUAGE else ""
        site = Site(folder, config.site_name, config.site_description or "")
        links = Links(address, markdown_urls(self.library, language, address), config.site_url or "")
        documents = {path: f"machine_{name}" for path, name, plugin in _DOCUMENTS if plugin in config.plugins}
        if not together:
            other = "en/" if language == SOURCE_LANGUAGE else ""
            documents[other + SHORT] = "machine_other_language"
        for number, (url, content) in enumerate(texts(self.library, language, site, links, documents)):
            file = generated_text(config, language, f"machine/{number}.txt", content)  # what ends in .md is a page
            file.dest_uri = url
            files.append(file)
