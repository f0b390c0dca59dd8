"""The call library: the only place that opens SQLite."""
