"""The handbook: all articles of a language as one page, to be printed."""
