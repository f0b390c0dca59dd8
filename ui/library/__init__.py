"""The list of scored calls."""
