"""Deliver facts: recorded with the change, handed to handlers after it, with retry."""
