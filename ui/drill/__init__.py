"""The two-minute drill: the customer's lines of one's own missed moments, answered again."""
