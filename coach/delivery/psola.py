"""The same sentences said more flatly or more lively: TD-PSOLA (Moulines & Charpentier 1990, doi:10.1016/0167-6393(90)90021-Z).

A small resynthesiser of our own: WORLD's Python package has wheels for Windows alone, Praat's is GPL, and on the same
sentences this one comes nearly as close to the pitch asked for as WORLD (docs/measures.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.audio.track import TRACK_RATE_HZ
from coach.delivery.pitch import HIGHEST_HZ, LOWEST_HZ, PITCH_HOP_S

if TYPE_CHECKING:
    import numpy as np

_UNVOICED_STEP = round(0.005 * TRACK_RATE_HZ)


def with_intonation(samples: np.ndarray, f0_hz: np.ndarray, factor: float) -> np.ndarray:
    """`samples` with the distance of their pitch from its median multiplied by `factor` (in semitones).

    `samples` are float32 at 16 kHz, shape (n,), as is what is returned; `f0_hz` is their pitch, a value every PITCH_HOP_S,
    nan where unvoiced. Timing stays as it is. No pitch leaves LOWEST_HZ-HIGHEST_HZ. Without voice the samples come back.
    """
    import numpy as np

    if not np.isfinite(f0_hz).any():
        return samples
    frame_s = np.arange(len(f0_hz)) * PITCH_HOP_S
    voiced = np.isfinite(f0_hz)
    times_s = np.arange(len(samples)) / TRACK_RATE_HZ
    f0 = np.interp(times_s, frame_s[voiced], f0_hz[voiced])
    sounding = voiced[np.minimum((times_s / PITCH_HOP_S + 0.5).astype(int), len(f0_hz) - 1)]
    median_hz = np.median(f0_hz[voiced])
    stretch = np.clip(median_hz * (f0 / median_hz) ** factor, LOWEST_HZ, HIGHEST_HZ) / f0  # new pitch / old pitch

    marks = _pitch_marks(samples, f0, sounding)
    said = np.zeros(len(samples) + TRACK_RATE_HZ)
    weight = np.zeros_like(said)
    place = float(marks[0])
    while place < len(samples):
        index = int(np.clip(np.searchsorted(marks, place), 1, len(marks) - 1))
        index -= place - marks[index - 1] < marks[index] - place
        mark = int(marks[index])
        period = round(TRACK_RATE_HZ / f0[mark]) if sounding[mark] else _UNVOICED_STEP
        first, last = max(0, mark - period), min(len(samples), mark + period)
        window = 0.5 + 0.5 * np.cos(np.pi * (np.arange(first, last) - mark) / period)
        start = int(round(place)) + first - mark
        if start >= 0:
            said[start : start + last - first] += window * samples[first:last]
            weight[start : start + last - first] += window
        place += period / stretch[mark] if sounding[mark] else _UNVOICED_STEP
    return (said / np.maximum(weight, 0.5))[: len(samples)].astype(np.float32)


def _pitch_marks(samples: np.ndarray, f0: np.ndarray, sounding: np.ndarray) -> np.ndarray:
    """Sample numbers, one a period in voice (at the period's highest point), one every 5 ms elsewhere."""
    import numpy as np

    marks, place = [], 0
    while place < len(samples):
        marks.append(place)
        if not sounding[place]:
            place += _UNVOICED_STEP
            continue
        period = TRACK_RATE_HZ / f0[place]
        first, last = round(place + 0.8 * period), round(place + 1.2 * period)
        window = samples[first : last + 1]
        place = first + int(np.argmax(window)) if len(window) else last
    return np.array(marks)
