"""The same content for machines: data with a contract, plain Markdown, and what crawlers ask for."""
