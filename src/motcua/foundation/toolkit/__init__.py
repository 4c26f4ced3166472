"""Small Django aids without tables or business words."""
