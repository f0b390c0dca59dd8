"""Recordings as a crash leaves them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from coach.recording.layout import About, Source, sound_file, write_about

STARTED_AT = "2026-03-01T09:30:05+08:00"


def leave(folder: Path, sources: Sequence[Source], samples: Sequence[np.ndarray], started_at: str = STARTED_AT) -> Path:
    """A folder with these samples (int16, of shape (n,) or (n, channels)), one array a source."""
    folder.mkdir(parents=True)
    write_about(folder, About(started_at=started_at, sources=tuple(sources)))
    for index, each in enumerate(samples):
        sound_file(folder, index).write_bytes(each.astype("<i2").tobytes())
    return folder


def tone(rate_hz: int, length_s: float, hz: float = 440.0) -> np.ndarray:
    return np.rint(8000 * np.sin(2 * np.pi * hz * np.arange(round(length_s * rate_hz)) / rate_hz)).astype("<i2")
