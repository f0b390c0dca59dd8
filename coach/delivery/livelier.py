"""A sentence of one's own with more rise and fall: its pitch stretched around its median in semitones, nothing else changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.delivery.pitch import PitchFigures, pitch_contour, pitch_figures, voiced_s, without_outliers
from coach.model import Span

if TYPE_CHECKING:
    import numpy as np

    from coach.audio.track import Track

LEAST, MOST, USUAL = 1.25, 2.0, 1.5  # times the rise and fall; at more than twice a voice sounds sung (ours)
LEAST_VOICED_S = 0.5
FULL_SCALE = 32767 / 32768


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """`samples` (float32 in -1..1 at 16 kHz) and their pitch, a value every PITCH_HOP_S, nan where there is no voice.

    `figures` is None when there is too little voice to have a pitch.
    """

    samples: np.ndarray
    f0_hz: np.ndarray
    figures: PitchFigures | None


def voice_of(track: Track, speech: Sequence[Span]) -> Voice:
    """A short track's voice where `speech` says that somebody speaks; about a tenth of its length on one core."""
    import numpy as np

    samples = track.read()
    peak = float(np.abs(samples).max(initial=0.0))
    f0_hz = without_outliers(pitch_contour(track, speech, peak=peak))
    return Voice(samples, f0_hz, pitch_figures(f0_hz) if voiced_s(f0_hz) >= LEAST_VOICED_S else None)


def livelier(voice: Voice, strength: float) -> np.ndarray:
    """The samples with the pitch `strength` (LEAST-MOST, ValueError otherwise) times as far from its median, in semitones.

    As many samples as before, none beyond full scale; the same ones where there is no pitch.
    """
    import numpy as np

    from coach.delivery.psola import with_intonation

    if not LEAST <= strength <= MOST:
        raise ValueError(f"strength must be {LEAST}-{MOST}, not {strength}")
    if voice.figures is None:
        return voice.samples
    said = with_intonation(voice.samples, voice.f0_hz, strength)
    peak = float(np.abs(said).max(initial=0.0))
    return said if peak <= FULL_SCALE else said * np.float32(FULL_SCALE / peak)
