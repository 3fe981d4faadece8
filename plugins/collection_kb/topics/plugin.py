"""The plugin that tags content by topic."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from collection_kb.knowledge.finding import TOPIC_RULES
from collection_kb.knowledge.library import Library
from collection_kb.site import (
    AFTER_LANGUAGES,
    NoOptions,
    address_in,
    article_of,
    built_languages,
    generated_page,
    is_first_pass,
    language_of,
    library_of,
    report,
)
from collection_kb.topics.inference import infer
from collection_kb.topics.pages import INDEX, path_of, topic_links, topic_view

log = get_plugin_logger(__name__)


class TopicsPlugin(BasePlugin[NoOptions]):
    """Gives every article its topics, and every topic its page."""

    library: Library
    files: Files
    topics_of: dict[str, tuple[str, ...]]

    @event_priority(AFTER_LANGUAGES)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Decide the topics of every article: declared ones, or else inferred ones."""
        self.library = library_of(config)
        report(config, log, TOPIC_RULES.__contains__)
        self.topics_of = {}
        for article in self.library.articles.values():
            declared = article.facts.topics
            if declared is None:
                declared = tuple(inferred.topic for inferred in infer(article, self.library.topics.values()))
                if is_first_pass(config):
                    log.info("%s: inferred topics: %s", article.slug, ", ".join(declared) or "none")
            self.topics_of[article.slug] = tuple(topic for topic in declared if topic in self.library.topics)
        return config

    @event_priority(AFTER_LANGUAGES)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages of the topics."""
        for language in built_languages(config):
            files.append(generated_page(config, language, INDEX, template="topics.html", title="Topics"))
            for topic in self.library.topics.values():
                title = topic.labels[language]
                files.append(generated_page(config, language, path_of(topic.id), template="topic.html", title=title))
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Remember the addresses of this build."""
        self.files = files
        return nav

    @event_priority(100)  # before the theme's own tags and search read them
    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Give the theme's tags and search the labels of the topics."""
        article = article_of(page, self.library)
        if article:
            language = language_of(page, config)
            topics = self.topics_of[article.slug]
            page.meta["tags"] = [self.library.topics[topic].labels[language] for topic in topics]
        return markdown

    def on_page_context(
        self,
        context: TemplateContext,
        page: Page,
        config: MkDocsConfig,
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """Give the templates chips, counts and topic pages."""
        language = language_of(page, config)
        address = address_in(self.files, language)
        article = article_of(page, self.library)
        links = {link.id: link for link in topic_links(self.library.topics.values(), self.topics_of, language, address)}
        if article:
            topics = [links[topic] for topic in self.topics_of[article.slug]]
            context["topics"] = topics  # type: ignore[typeddict-unknown-key]
        context["topic_counts"] = list(links.values())  # type: ignore[typeddict-unknown-key]
        topic = self.library.topics.get(page.file.name)
        if topic and page.file.src_uri.endswith(path_of(topic.id)):
            view = topic_view(topic, self.library, self.topics_of, language, address)
            context["topic"] = view  # type: ignore[typeddict-unknown-key]
        return context
