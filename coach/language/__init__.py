"""Words: script conversion, numbers, syllables, fillers, counting."""
