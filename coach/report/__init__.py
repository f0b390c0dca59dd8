"""A scorecard made readable: terminal, HTML, JSON schema."""
