"""Trying a moment of a call again: what was asked, the new answer heard, measured and judged in the same place, and kept."""
