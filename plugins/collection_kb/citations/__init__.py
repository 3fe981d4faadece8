"""Legal references: from a sentence to the provision on which it rests."""
