"""Builds of one content in two environments that have nothing in common but the content."""
