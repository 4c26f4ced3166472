"""Requests that may come twice, and requests that come too often."""
