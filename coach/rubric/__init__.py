"""Rubrics: their format, turn labels, criteria and scoring."""
