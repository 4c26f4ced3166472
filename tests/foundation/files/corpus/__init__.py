"""Files made from a seed: hostile ones of every kind we know, and honest ones."""
