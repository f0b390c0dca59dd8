"""Trying a moment of a call again, and hearing oneself livelier."""
