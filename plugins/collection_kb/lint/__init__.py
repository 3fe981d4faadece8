"""Checking articles and data, and telling trainers what to mend."""
