"""What surrounds a contribution: workflows, forms, guides, redirects."""
