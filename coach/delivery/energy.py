"""Loudness: how the level moves. Absolute loudness measures the microphone and is never judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.audio.track import TRACK_RATE_HZ
from coach.delivery.grid import blocks, mask
from coach.model import Span

if TYPE_CHECKING:
    import numpy as np

    from coach.audio.track import Track

FINE_HOP_S = 0.01
LEVEL_HOP_S = 0.05
_FINE_HOP = round(FINE_HOP_S * TRACK_RATE_HZ)
_SILENCE_DB = -120.0  # below anything 16 bits can hold
# Frames this far below the median are closures and breaths, not speech that is loud or quiet.
_GATE_DB = 40.0
_SHORT_TERM_S = 3.0  # EBU R 128 calls the level over 3 s "short-term"
_STEP_S = 0.5
MIN_SPEECH_S = 15.0


@dataclass(frozen=True, slots=True)
class LevelFigures:
    """`sd_db`: spread of the 50 ms level; `range_db`: 10-90 % range of the level over 3 s of speech."""

    sd_db: float
    range_db: float


def fine_levels(track: Track) -> np.ndarray:
    """RMS level of every FINE_HOP_S in dB below full scale: float32, shape (whole frames of the track,)."""
    import numpy as np

    count = track.sample_count // _FINE_HOP
    levels_db = np.empty(count, dtype=np.float32)
    for block in blocks([Span(0.0, count * FINE_HOP_S)]):
        power = np.square(track.read(block.start_s, block.end_s)).reshape(-1, _FINE_HOP).mean(axis=1)
        first = round(block.start_s / FINE_HOP_S)
        levels_db[first : first + len(power)] = _decibels(power)
    return levels_db


def level_contour(fine_db: np.ndarray, speech: Sequence[Span]) -> np.ndarray:
    """RMS level over 50 ms in dB below full scale, a value every LEVEL_HOP_S; nan outside `speech`.

    Float32, shape (whole frames in `fine_db`,), which is what `fine_levels` gives.
    """
    import numpy as np

    together = round(LEVEL_HOP_S / FINE_HOP_S)
    power = 10 ** (fine_db[: len(fine_db) // together * together].reshape(-1, together) / 10)
    levels_db = _decibels(power.mean(axis=1))
    levels_db[~mask(speech, count=len(levels_db), hop_s=LEVEL_HOP_S)] = np.nan
    return levels_db


def _decibels(power: np.ndarray) -> np.ndarray:
    import numpy as np

    return 10 * np.log10(np.maximum(power, 10 ** (_SILENCE_DB / 10)))


def speech_peak(track: Track, speech: Sequence[Span]) -> float:
    """The sample height (0-1) that 99 % of 16 ms stretches of speech stay below; 0.0 without speech.

    Not the highest sample: one click would decide it.
    """
    import numpy as np

    frame = TRACK_RATE_HZ * 16 // 1000
    heights = [np.zeros(0, dtype=np.float32)]
    for block in blocks(speech):
        samples = np.abs(track.read(block.start_s, block.end_s))
        heights.append(samples[: len(samples) // frame * frame].reshape(-1, frame).max(axis=1))
    joined = np.concatenate(heights)
    return float(np.percentile(joined, 99)) if len(joined) else 0.0


def level_figures(levels_db: np.ndarray) -> LevelFigures | None:
    """Figures of one speaker's levels (nan skipped, in order of time); None under 15 s of speech."""
    import numpy as np

    heard = levels_db[np.isfinite(levels_db)].astype(np.float64)
    if len(heard) * LEVEL_HOP_S < MIN_SPEECH_S:
        return None
    heard = heard[heard > np.median(heard) - _GATE_DB]
    width, step = round(_SHORT_TERM_S / LEVEL_HOP_S), round(_STEP_S / LEVEL_HOP_S)
    summed = np.concatenate(([0.0], np.cumsum(10 ** (heard / 10))))
    short_term_db = 10 * np.log10((summed[width:] - summed[:-width])[::step] / width)
    low_db, high_db = np.percentile(short_term_db, [10, 90])
    return LevelFigures(sd_db=float(np.std(heard)), range_db=float(high_db - low_db))
