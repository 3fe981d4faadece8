"""The nouns of the knowledge base. Nothing here knows the site generator."""
