"""Recording with a microphone: a process of its own that puts every block on disk as it comes, and what mends the rest."""
