"""Adapters to the world outside; each answers a port of the room that needs it."""
