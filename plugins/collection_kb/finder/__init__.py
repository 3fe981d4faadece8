"""Finding: for now the theme's own search, told the words of this trade."""
