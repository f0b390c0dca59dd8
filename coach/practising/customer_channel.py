"""What the program said as the customer, put beside the rep's microphone as the right channel of the recording."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coach.audio.new_file import replacing_sound
from coach.errors import UserError
from coach.practising.practice import SaidLine

if TYPE_CHECKING:
    import numpy as np

# A line is heard this long after the recording's time at which it was sent off: both devices keep some sound back. Its sound
# in the microphone then comes at most 0.35 s later, as the analysis expects of an echo (coach/speakers/channels.py).
SENT_LAG_S = 0.15
PIECE_S = 10.0


def add_customer(path: Path, lines: Sequence[SaidLine]) -> None:
    """Make the recording of one channel at `path` one of two: left as it was, right the lines that were spoken.

    A line whose sound cannot be read any more is silence. UserError when the disk refuses; then the file is as it was.
    """
    import numpy as np
    import soundfile

    with replacing_sound(path) as new, soundfile.SoundFile(path) as rep:
        placed = _placed(lines, rep.samplerate)
        with soundfile.SoundFile(new, "w", rep.samplerate, 2, rep.subtype, format=rep.format) as both:
            first = 0
            while len(samples := rep.read(round(PIECE_S * rep.samplerate), dtype="int16")):
                both.write(np.column_stack([samples, _piece(placed, first, len(samples))]))
                first += len(samples)


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


def _piece(placed: Sequence[tuple[int, np.ndarray]], first: int, count: int) -> np.ndarray:
    import numpy as np

    piece = np.zeros(count, "<i2")
    for start, samples in placed:
        begin, end = max(start, first), min(start + len(samples), first + count)
        if begin < end:
            piece[begin - first : end - first] = samples[begin - start : end - start]
    return piece
