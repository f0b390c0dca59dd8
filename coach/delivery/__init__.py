"""How it was said: one file per measurement."""
