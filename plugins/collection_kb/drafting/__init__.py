"""New articles: what an author finds in the two files before the first word is written."""
