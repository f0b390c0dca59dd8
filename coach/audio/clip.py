"""A short sound in memory that plays, and is measured, like a track."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coach.audio.track import TRACK_RATE_HZ

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """`samples` are float32 in -1..1 at 16 kHz, shape (n,); n may be 0."""

    samples: np.ndarray
    index: int = 0

    @property
    def sample_count(self) -> int:
        return len(self.samples)

    @property
    def duration_s(self) -> float:
        return len(self.samples) / TRACK_RATE_HZ

    def read(self, start_s: float = 0.0, end_s: float | None = None) -> np.ndarray:
        """As `Track.read`."""
        last = self.sample_count if end_s is None else round(end_s * TRACK_RATE_HZ)
        return self.read_samples(round(start_s * TRACK_RATE_HZ), last)

    def read_samples(self, first: int, last: int) -> np.ndarray:
        """As `Track.read_samples`."""
        return self.samples[max(0, first) : max(0, last)]


def clip_of(samples: np.ndarray, rate_hz: int) -> Clip:
    """From float32 samples in -1..1 (n,) at any rate, or signed 16-bit ones."""
    import numpy as np
    import soxr

    scaled = samples / np.float32(32768.0) if samples.dtype == np.int16 else samples
    return Clip(soxr.resample(scaled.astype(np.float32), rate_hz, TRACK_RATE_HZ))


def read_clip(path: Path) -> Clip:
    """A wav, flac, ogg or mp3 file, its channels mixed to one. Raises UserError when it cannot be read."""
    from coach.audio.mono import read_mono

    return clip_of(*read_mono(path))
