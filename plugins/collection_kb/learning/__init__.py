"""Learning paths for trainers: articles in an order, with a goal a step and a self-check."""
