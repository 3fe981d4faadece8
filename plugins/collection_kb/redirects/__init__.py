"""Former addresses of articles that were retired or renamed."""
