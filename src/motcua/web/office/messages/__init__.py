"""How messages go, and what they say."""
