"""The facts each area announces: frozen dataclasses of ids and plain values."""
