"""Judging by meaning: a small network reads a turn in its context and says which labels it carries."""
