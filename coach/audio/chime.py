"""A gentle bell, made of a few fading tones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.audio.track import TRACK_RATE_HZ

if TYPE_CHECKING:
    from coach.audio.clip import Clip

# A chord's fundamental with its overtones (relative frequency, level): round rather than sharp.
_TONES = ((1.0, 0.6), (2.0, 0.22), (3.0, 0.08))
HZ, STROKE_S, FADE_S, PEAK = 523.25, 0.7, 0.35, 0.35  # C5, one stroke from the next, time to fall to 1/e, of full scale


def chime(strokes: int) -> Clip:
    """So many strokes (1 to 5) of the bell, 0.7 s from one to the next; it begins and ends in silence."""
    import numpy as np

    from coach.audio.clip import Clip

    length = round((strokes * STROKE_S + 1.2) * TRACK_RATE_HZ)
    times_s = np.arange(round(1.9 * TRACK_RATE_HZ)) / TRACK_RATE_HZ
    stroke = sum(level * np.sin(2 * np.pi * HZ * factor * times_s) for factor, level in _TONES)
    stroke *= np.exp(-times_s / FADE_S) * np.minimum(1.0, times_s / 0.01)  # the attack takes 10 ms: no click
    samples = np.zeros(length, np.float32)
    for number in range(strokes):
        first = round(number * STROKE_S * TRACK_RATE_HZ)
        part = stroke[: length - first].astype(np.float32)
        samples[first : first + len(part)] += part
    return Clip(samples * np.float32(PEAK / np.abs(samples).max()))
