"""How a person gets on, as charts and as tables."""
