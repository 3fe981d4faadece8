"""The plugin that tags content by topic."""

from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from collection_kb.knowledge.finding import TOPIC_RULES
from collection_kb.knowledge.library import Library
from collection_kb.knowledge.taxonomy import successors
from collection_kb.lint.engine import at_set_levels
from collection_kb.site import (
    AFTER_LANGUAGES,
    Place,
    ShowsPages,
    address_in,
    article_of,
    built_languages,
    generated_page,
    generated_text,
    is_first_pass,
    language_of,
    library_of,
    report,
)
from collection_kb.topics.export import PATH, topics_json
from collection_kb.topics.feed import feed_path, topic_feed
from collection_kb.topics.pages import (
    INDEX,
    MATRIX,
    matrix_view,
    path_of,
    related_entries,
    topic_at,
    topic_links,
    topic_view,
)
from collection_kb.topics.related import Neighbourhood
from collection_kb.topics.tagging import Tags, tag, undeclared

log = get_plugin_logger(__name__)


class TopicsOptions(Config):
    """What can be set in `mkdocs.yml`."""

    require_declared = Type(bool, default=False)
    """Warn of articles that leave their topics to be inferred; a strict build then fails."""

    cache = Type(str, default=".cache")
    """Folder for the learned model, seen from the configuration file; it may be deleted at any time."""


class TopicsPlugin(ShowsPages, BasePlugin[TopicsOptions]):
    """Gives every article its topics and neighbours, and every topic its pages."""

    cache: Path
    tags: dict[str, Tags]
    neighbourhood: Neighbourhood

    @event_priority(AFTER_LANGUAGES)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Decide the topics of every article: declared ones, or else inferred ones."""
        library = library_of(config)
        report(library, config, log, TOPIC_RULES.__contains__)
        if library is not getattr(self, "library", None):  # the passes of one build share a library
            self.cache = Path(config.config_file_path or config.docs_dir).parent / self.config.cache
            self.library, self.tags = library, tag(library, self.cache)
            self.neighbourhood = Neighbourhood(library, self.tags)
        if is_first_pass(config):
            for finding in at_set_levels(undeclared(self.library, self.tags), self.library):
                is_loud = self.config.require_declared or finding.level == "error"
                (log.warning if is_loud else log.info)(finding.text("zh"))
        return config

    @event_priority(AFTER_LANGUAGES)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages and feeds of the topics, and the export."""
        for language in built_languages(config):
            pages = [(INDEX, "topics.html", "Topics"), (MATRIX, "topics-matrix.html", "Matrix")]
            pages += [
                (path_of(topic.id), "topic.html", topic.labels[language]) for topic in self.library.topics.values()
            ]
            pages += [(path_of(former), "moved.html", former) for former in successors(self.library.topics.values())]
            for path, template, title in pages:
                files.append(generated_page(config, language, path, template=template, title=title))
            address = address_in(files, language)
            for topic in self.library.topics.values():
                slugs = self.neighbourhood.members[topic.id]
                feed = topic_feed(topic, slugs, self.library, language, address)
                files.append(generated_text(config, language, feed_path(topic.id), feed))
        files.append(File.generated(config, PATH, content=topics_json(self.library, self.tags)))
        return files

    def take(self, library: Library) -> None:
        """Show another library; articles that are the same in both keep their topics."""
        known = self.library.articles
        same = {slug: self.tags[slug] for slug, article in library.articles.items() if known.get(slug) is article}
        self.library, self.tags = library, tag(library, self.cache, same)
        self.neighbourhood = Neighbourhood(library, self.tags)

    @event_priority(100)  # before the theme's own tags and search read them
    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Give the theme's tags and search the labels of the topics."""
        article = article_of(page, self.library)
        if article:
            language = language_of(page, config)
            page.meta["tags"] = [self.library.topics[id_].labels[language] for id_ in self.tags[article.slug].topics]
        return markdown

    def shown(self, place: Place) -> dict[str, object]:
        """Return chips, related articles, counts and topic pages."""
        links = topic_links(self.neighbourhood, place.language, place.address)
        values: dict[str, object] = {"topic_counts": list(links.values())}
        if place.article:
            related = self.neighbourhood.related(place.article)
            values["topics"] = [links[topic] for topic in self.tags[place.article.slug].topics]
            values["related"] = related_entries(related, self.library, place.language, place.address)
        if place.path == MATRIX:
            values["matrix"] = matrix_view(self.neighbourhood, place.language, place.address)
        topic = topic_at(place.path, self.library)
        if topic:
            stages = self.library.stages
            values["stage_labels"] = {id_: stage.labels[place.language] for id_, stage in stages.items()}
            values["topic"] = topic_view(topic, self.neighbourhood, place.language, place.address)
            values["moved_to"] = links[topic.id]
        return values
