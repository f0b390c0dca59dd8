"""The outline of a track, for pictures."""

from __future__ import annotations

from dataclasses import dataclass

from coach.audio.track import TRACK_RATE_HZ, Track

PIECE_S = 30.0


@dataclass(frozen=True, slots=True)
class Waveform:
    """`lows[i]` and `highs[i]` (-1..1) are the extremes of the track in [i, i + 1) x `step_s` seconds.

    `track` is the track's index.
    """

    track: int
    step_s: float
    lows: tuple[float, ...]
    highs: tuple[float, ...]


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
