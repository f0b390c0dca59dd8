"""Pitch: the voice's fundamental frequency and how much it moves.

The tracker is swift-f0 (Nieradzik 2025, arXiv:2508.18440), chosen by `benchmarks/pitch.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.audio.track import TRACK_RATE_HZ
from coach.delivery.grid import mask
from coach.model import Span

if TYPE_CHECKING:
    import numpy as np

    from coach.audio.track import Track

_HOP = 256  # swift-f0's own, in samples
PITCH_HOP_S = _HOP / TRACK_RATE_HZ
LOWEST_HZ, HIGHEST_HZ = 65.0, 450.0  # low male to high female speaking voices
_MIN_CONFIDENCE = 0.5  # swift-f0 calibrates its confidence so that 0.5 means voiced
_PEAK = 0.5  # at -42 dB below full scale swift-f0 loses a quarter of its voiced frames (docs/measures.md)
# The network sees 11 frames back and 10 ahead: with them a stretch reads as it does inside the whole.
_CONTEXT_FRAMES = 11
_BLOCK_FRAMES = 375  # 6 s: small enough for the processor's cache, a third faster than half a minute

MIN_VOICED_S = 15.0  # 3 s of voice gave a range that was off by 43 % (docs/measures.md)


@dataclass(frozen=True, slots=True)
class PitchFigures:
    """Median in Hz; spread around the speaker's own median in semitones (SD and 10-90 % range)."""

    median_hz: float
    sd_st: float
    range_st: float


def pitch_contour(track: Track, speech: Sequence[Span], *, peak: float) -> np.ndarray:
    """Fundamental frequency in Hz, a value every PITCH_HOP_S; nan outside `speech` and where unvoiced.

    Float32, shape (frames of the track,). `peak` is the height of the loudest speech: the sound is scaled
    from it, so that the result does not depend on the gain. 0.0 (digital silence) gives nan throughout.
    """
    import numpy as np
    from swift_f0 import SwiftF0

    count = -(-track.sample_count // _HOP)
    f0_hz = np.full(count, np.nan, dtype=np.float32)
    if not speech or peak <= 0.0:
        return f0_hz
    detector = SwiftF0(threads=1, spin=False)  # the other core is hearing the words
    for first, last in _frame_ranges(speech, count):
        before, after = max(0, first - _CONTEXT_FRAMES), min(count, last + _CONTEXT_FRAMES)
        samples = track.read(before * PITCH_HOP_S, after * PITCH_HOP_S)
        found = detector.detect(samples * (_PEAK / peak), TRACK_RATE_HZ, LOWEST_HZ, HIGHEST_HZ)
        f0 = np.where(found.confidence >= _MIN_CONFIDENCE, found.pitch_hz, np.nan)[first - before : last - before]
        f0_hz[first : first + len(f0)] = f0
    f0_hz[~mask(speech, count=count, hop_s=PITCH_HOP_S)] = np.nan
    return f0_hz


def _frame_ranges(speech: Sequence[Span], count: int) -> list[tuple[int, int]]:
    """Half-open ranges of frames in `speech`; joined where their contexts overlap, cut at a block's length."""
    joined: list[tuple[int, int]] = []
    for span in speech:
        first, last = round(span.start_s / PITCH_HOP_S), min(count, round(span.end_s / PITCH_HOP_S))
        if joined and first - joined[-1][1] <= 2 * _CONTEXT_FRAMES:
            first = joined.pop()[0]
        joined.append((first, last))
    return [
        (start, min(start + _BLOCK_FRAMES, last))
        for first, last in joined
        for start in range(first, last, _BLOCK_FRAMES)
    ]


def without_outliers(f0_hz: np.ndarray) -> np.ndarray:
    """The same contour with nan in place of octave errors and stray points.

    Dropped: beyond 3.5 x (1.4826 x MAD + 0.2) semitones from the median (docs/measures.md: without it the
    order of flat and lively breaks in babble; folding octaves or a fixed gate made it worse).
    """
    import numpy as np

    if not np.isfinite(f0_hz).any():
        return f0_hz
    distance_st = np.abs(12 * np.log2(f0_hz / np.nanmedian(f0_hz)))
    return np.where(distance_st <= 3.5 * (1.4826 * np.nanmedian(distance_st) + 0.2), f0_hz, np.nan)


def voiced_s(f0_hz: np.ndarray) -> float:
    """Seconds of voice in a contour."""
    import numpy as np

    return float(np.isfinite(f0_hz).sum() * PITCH_HOP_S)


def pitch_figures(f0_hz: np.ndarray) -> PitchFigures | None:
    """Figures of one speaker's contour, outliers dropped before; None when nothing is voiced."""
    import numpy as np

    voiced = f0_hz[np.isfinite(f0_hz)].astype(np.float64)
    if not len(voiced):
        return None
    median_hz = float(np.median(voiced))
    semitones = 12 * np.log2(voiced / median_hz)
    low_st, high_st = np.percentile(semitones, [10, 90])
    return PitchFigures(median_hz=median_hz, sd_st=float(np.std(semitones)), range_st=float(high_st - low_st))
