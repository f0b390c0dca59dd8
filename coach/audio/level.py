"""How loud a track is where something is to be heard."""

from __future__ import annotations

from coach.audio.track import TRACK_RATE_HZ, Track

BLOCK_S = 0.1
LOUD_PERCENTILE = 99
ACTIVE_RANGE_DB = 20.0
SILENCE_DB = -85.0  # about two steps of a 16-bit sample


def active_level_db(track: Track) -> float | None:
    """RMS of the active part in dB below full scale; None when there is nothing above -85 dB.

    Active are the 0.1 s blocks within 20 dB of the 99th percentile block: the idea of ITU-T P.56 (a level
    without the pauses) in a simple form.
    """
    import numpy as np

    size = round(BLOCK_S * TRACK_RATE_HZ)
    powers = [
        np.mean(piece[: len(piece) // size * size].reshape(-1, size).astype(np.float64) ** 2, axis=1)
        for piece in track.pieces()
    ]
    power = np.concatenate(powers) if powers else np.zeros(0)
    if not power.size:
        return None
    loud = np.percentile(power, LOUD_PERCENTILE)
    if loud < 10 ** (SILENCE_DB / 10):
        return None
    return float(10 * np.log10(np.mean(power[power >= loud / 10 ** (ACTIVE_RANGE_DB / 10)])))
