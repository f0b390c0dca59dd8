"""A scorecard made readable: terminal, HTML, JSON and its schema."""
