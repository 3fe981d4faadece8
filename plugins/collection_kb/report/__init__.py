"""What a change means, written for the person who reviews it."""
