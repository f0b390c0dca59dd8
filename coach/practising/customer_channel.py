"""What the program said as the customer, as a column of sound beside the rep's microphone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import UserError
from coach.practising.practice import SaidLine

if TYPE_CHECKING:
    import numpy as np

# A line is heard this long after the recording's time at which it was sent off: both devices keep some sound back. Its sound
# in the microphone then comes at most 0.35 s later, as the analysis expects of an echo (coach/speakers/channels.py).
SENT_LAG_S = 0.15


class CustomerColumn:
    """The lines that were spoken, each at its time, and silence around them; a line whose sound cannot be read any more is silence."""

    def __init__(self, lines: Sequence[SaidLine], rate_hz: int) -> None:
        self._placed = _placed(lines, rate_hz)
        self._first = 0

    def read(self, count: int) -> np.ndarray:
        """The next samples, int16 of shape (count, 1)."""
        import numpy as np

        piece = np.zeros(count, "<i2")
        first, self._first = self._first, self._first + count
        for start, samples in self._placed:
            begin, end = max(start, first), min(start + len(samples), first + count)
            if begin < end:
                piece[begin - first : end - first] = samples[begin - start : end - start]
        return piece.reshape(-1, 1)


def _placed(lines: Sequence[SaidLine], rate_hz: int) -> list[tuple[int, np.ndarray]]:
    """Where each line begins and its samples (int16), each cut where it was stopped or the next begins."""
    placed = []
    starts = [round((line.at_s + SENT_LAG_S) * rate_hz) for line in lines]
    for line, start, following in zip(lines, starts, [*starts[1:], None]):
        samples = _sound(line, rate_hz)
        placed.append((start, samples if following is None else samples[: max(0, following - start)]))
    return placed


def _sound(line: SaidLine, rate_hz: int) -> np.ndarray:
    import numpy as np
    import soxr

    from coach.audio.mono import read_mono

    if line.sound is None:
        return np.zeros(0, "<i2")
    try:
        samples, own_rate_hz = read_mono(Path(line.sound))
    except UserError:  # the sound was taken away meanwhile: the rep's recording matters more
        return np.zeros(0, "<i2")
    resampled = soxr.resample(samples, own_rate_hz, rate_hz)
    heard = resampled if line.heard_s is None else resampled[: round(line.heard_s * rate_hz)]
    return np.rint(np.clip(heard, -1.0, 1.0) * 32767.0).astype("<i2")
