"""Texts that nobody would think of, for everything that reads text."""
