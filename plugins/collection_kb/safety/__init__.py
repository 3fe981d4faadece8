"""Whatever an author writes, nothing of it runs in a reader's browser."""
