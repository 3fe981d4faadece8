"""Finding an article by what an agent types: analysis, index, and the page that lists all articles."""
