"""One channel of a recording as 16 kHz samples on disk, read piece by piece so that memory stays bounded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

TRACK_RATE_HZ = 16_000  # what Whisper, Silero and swift-f0 hear
BYTES_PER_SAMPLE = 2


@dataclass(frozen=True, slots=True)
class Track:
    """Signed 16-bit little-endian mono samples at 16 kHz in a raw file; a value that crosses processes."""

    path: Path
    index: int
    sample_count: int

    @property
    def duration_s(self) -> float:
        return self.sample_count / TRACK_RATE_HZ

    def read(self, start_s: float = 0.0, end_s: float | None = None) -> np.ndarray:
        """Samples of [start_s, end_s), float32 in -1..1, shape (n,); clamped to the track, n may be 0."""
        import numpy as np

        first = min(max(0, round(start_s * TRACK_RATE_HZ)), self.sample_count)
        last = self.sample_count if end_s is None else min(round(end_s * TRACK_RATE_HZ), self.sample_count)
        count = max(0, last - first)
        raw = np.fromfile(self.path, dtype="<i2", count=count, offset=first * BYTES_PER_SAMPLE)
        return raw.astype(np.float32) / 32768.0
