"""One row per message to a person: what it says, until when, and what became of it."""
