"""Numbers people see: a counter row taken in the same transaction."""
