"""Voices that speak the customer's lines: a trainer's recordings, the bundled English voice, the operating system's, espeak-ng."""
