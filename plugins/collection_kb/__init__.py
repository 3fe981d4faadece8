"""The collection knowledge base: a pure core and thin plugins over it."""
