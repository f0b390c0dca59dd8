"""Files on their way to a scorecard."""
