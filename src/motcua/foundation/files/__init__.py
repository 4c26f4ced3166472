"""Bytes people give us: checked apart, scanned, sealed, kept by what they contain."""
