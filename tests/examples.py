"""Pieces of the bundled calls: hearing a whole one takes long, and few tests need all of it."""

from __future__ import annotations

from pathlib import Path

import soundfile

from coach.examples import example


def beginning(example_id: str, length_s: float, path: Path) -> Path:
    """The first seconds of an example call, written to `path`."""
    with soundfile.SoundFile(example(example_id).path) as whole:
        soundfile.write(path, whole.read(round(length_s * whole.samplerate), dtype="int16"), whole.samplerate)
    return path
