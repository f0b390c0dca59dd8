"""The outline of a track, for pictures."""

from __future__ import annotations

from coach.audio.track import TRACK_RATE_HZ, Track
from coach.model import Waveform

PIECE_S = 30.0


def waveform(track: Track, points: int = 1600) -> Waveform:
    """The outline in at most `points` steps of equal length; an empty track has none and `step_s` 0."""
    import numpy as np

    if points < 1:
        raise ValueError(f"points must be at least 1, not {points}")
    if not track.sample_count:
        return Waveform(track=track.index, step_s=0.0, lows=(), highs=())
    step = -(-track.sample_count // points)
    steps_at_once = max(1, round(PIECE_S * TRACK_RATE_HZ) // step)
    lows, highs = [], []
    for first in range(0, track.sample_count, step * steps_at_once):
        samples = track.read_samples(first, first + step * steps_at_once)
        starts = np.arange(0, len(samples), step)
        lows.append(np.minimum.reduceat(samples, starts))
        highs.append(np.maximum.reduceat(samples, starts))
    return Waveform(
        track=track.index,
        step_s=step / TRACK_RATE_HZ,
        lows=tuple(np.concatenate(lows).tolist()),
        highs=tuple(np.concatenate(highs).tolist()),
    )
