"""The plugin of the search: gives the theme's segmenter the words of this trade, so that it does not cut them."""

import logging

import jieba
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from collection_kb.finder.words import trade_words
from collection_kb.site import NoOptions, library_of


class FinderPlugin(BasePlugin[NoOptions]):
    """Prepares the theme's own search for Chinese."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the words of the trade to the segmenter's dictionary."""
        jieba.setLogLevel(logging.WARNING)
        for word in trade_words(library_of(config)):
            jieba.add_word(word)
        return config
