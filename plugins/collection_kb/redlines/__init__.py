"""Red lines for readers: the page that checks wording in the browser."""
