"""A seeded town: invented people, arrivals and clerks that act through services."""
