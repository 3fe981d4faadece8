"""Tagging by topic: what an article is about, declared or inferred."""
