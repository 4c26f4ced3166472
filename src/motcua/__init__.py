"""Một Cửa ("one door"): a ward's Public Administrative Service Centre."""
