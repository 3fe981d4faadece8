"""The site while it is being written: a saved article shows at once, the rest follows."""
