"""A call while it is being heard."""
