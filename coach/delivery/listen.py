"""Stage one of measuring: what the sound alone says, before any word is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.delivery.edges import refine
from coach.delivery.energy import fine_levels, level_contour, speech_peak
from coach.delivery.nuclei import syllable_nuclei
from coach.delivery.pitch import pitch_contour
from coach.model import Span

if TYPE_CHECKING:
    import numpy as np

    from coach.audio.clip import Clip
    from coach.audio.track import Track


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """What was measured on one track, as values that cross processes.

    `speech`: where somebody speaks, in order, apart from one another.
    `f0_hz`: float32, one value every PITCH_HOP_S from 0 s on; nan outside speech and where unvoiced.
    `level_db`: float32, one value every LEVEL_HOP_S from 0 s on, dB below full scale; nan outside speech.
    `nuclei_s`: when a syllable sounds, in order, whatever the words say.
    """

    track: int
    speech: tuple[Span, ...]
    f0_hz: np.ndarray
    level_db: np.ndarray
    nuclei_s: np.ndarray


def listen(track: Track | Clip, speech: Sequence[Span]) -> Sound:
    """Pitch and level of one track where `speech` says that somebody speaks; read in blocks of a minute.

    `speech` are the voice activity's spans in order; their edges are refined by the level. Without any, both
    contours are nan throughout.
    """
    fine_db = fine_levels(track)
    spans = refine(speech, fine_db)
    f0_hz = pitch_contour(track, spans, peak=speech_peak(track, spans))
    return Sound(
        track=track.index,
        speech=spans,
        f0_hz=f0_hz,
        level_db=level_contour(fine_db, spans),
        nuclei_s=syllable_nuclei(fine_db, f0_hz),
    )
