"""Rubrics: data a trainer edits. A package only so that importlib.resources finds it in a wheel."""
