"""Measuring: judged queries put to our own search and to its rivals, and made-up articles to measure at scale."""
