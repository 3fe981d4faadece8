"""The reader's side: how an article stands on the page, and the home page."""
