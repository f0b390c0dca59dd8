"""One call: scorecard, timeline, transcript, and its sound."""
