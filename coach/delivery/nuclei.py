"""Syllable nuclei: a count of syllables from the sound alone, to see whether the words can be right.

After De Jong & Wempe 2009 (doi:10.3758/BRM.41.2.385): a peak of the level, voiced, at least 2 dB above the dips
beside it. A check and no measure: on true transcripts it found 0.84-1.04 of the syllables, and it falls behind in
fast speech (docs/measures.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.delivery.energy import FINE_HOP_S
from coach.delivery.pitch import PITCH_HOP_S

if TYPE_CHECKING:
    import numpy as np

_SMOOTH_FRAMES = 5
_DIP_DB = 2.0
_FAINT_DB = 25.0  # below the loudest voice: no syllable

MIN_SYLLABLES = 100  # in less, the count is off by more than the check tolerates
LEAST_SHARE, MOST_SHARE = 0.6, 1.4


def syllable_nuclei(fine_db: np.ndarray, f0_hz: np.ndarray) -> np.ndarray:
    """Times in seconds of the syllables' peaks, in order. `fine_db` every FINE_HOP_S, `f0_hz` every PITCH_HOP_S.

    Nothing voiced gives an empty array.
    """
    import numpy as np

    frames = np.round(np.arange(len(fine_db)) * (FINE_HOP_S / PITCH_HOP_S)).astype(int)
    voiced = np.isfinite(f0_hz)[np.minimum(frames, len(f0_hz) - 1)] if len(f0_hz) else np.zeros(0, dtype=bool)
    if not voiced.any():
        return np.zeros(0)
    power = np.convolve(10 ** (fine_db / 10), np.full(_SMOOTH_FRAMES, 1 / _SMOOTH_FRAMES), mode="same")
    smooth_db = 10 * np.log10(power)
    faint_db = np.percentile(smooth_db[voiced], 95) - _FAINT_DB
    peaks = [frame for frame in _peaks(smooth_db.tolist()) if voiced[frame] and smooth_db[frame] > faint_db]
    return np.array(peaks, dtype=float) * FINE_HOP_S


def _peaks(levels_db: list[float]) -> list[int]:
    """Where the level is highest between two dips that each lie at least `_DIP_DB` lower."""
    found: list[int] = []
    rising, highest, lowest_db = True, 0, levels_db[0]
    for frame, level_db in enumerate(levels_db):
        if rising and level_db > levels_db[highest]:
            highest = frame
        elif rising and level_db < levels_db[highest] - _DIP_DB:
            found.append(highest)
            rising, lowest_db = False, level_db
        elif not rising and level_db < lowest_db:
            lowest_db = level_db
        elif not rising and level_db > lowest_db + _DIP_DB:
            rising, highest = True, frame
    return found


def words_doubtful(nuclei: int, syllables: int) -> bool:
    """Whether so many syllables in the words cannot have sounded as `nuclei`; False for too few to tell."""
    if max(nuclei, syllables) < MIN_SYLLABLES:
        return False
    return not LEAST_SHARE * syllables <= nuclei <= MOST_SHARE * syllables
