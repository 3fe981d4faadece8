"""The glossary: the lexicon as a reader sees it."""
