"""Where this comes from: what was kept of the source article, what was turned round, and why."""
