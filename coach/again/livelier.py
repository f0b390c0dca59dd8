"""A turn of the rep's own, to be heard as it was said and livelier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coach.again.sound import clip_of_turn, short_track
from coach.audio.clip import Clip
from coach.audio.track import TRACK_RATE_HZ
from coach.delivery.livelier import Voice, livelier, voice_of

if TYPE_CHECKING:
    from coach.audio.track import Track
    from coach.model import Scorecard, Turn

LONGEST_S = 20.0  # of a turn: more than a sentence or two cannot be imitated (ours)
BETWEEN_S = 0.6  # silence between flat and livelier


def own_voice(tracks: Sequence[Track], scorecard: Scorecard, turn: Turn) -> Voice | None:
    """The turn's sound, at most its last LONGEST_S, with its pitch; None without sound. About a tenth of its length."""
    clip = clip_of_turn(tracks, scorecard, turn, most_s=LONGEST_S)
    return None if clip is None else heard_voice(clip)


def heard_voice(clip: Clip) -> Voice:
    """Any short sound with its pitch, as the product measures it."""
    from coach.hearing.voice_activity import speech_probabilities, speech_spans

    with short_track(clip.samples) as track:
        return voice_of(track, speech_spans(speech_probabilities(track)))


def livelier_voice(voice: Voice, strength: float) -> Voice:
    """The voice with its rise and fall `strength` times as large (`coach/delivery/livelier.py`), measured anew."""
    return heard_voice(Clip(livelier(voice, strength)))


def one_after_the_other(flat: Voice, lively: Voice) -> Clip:
    """As it was said, a short silence, and livelier."""
    import numpy as np

    silence = np.zeros(round(BETWEEN_S * TRACK_RATE_HZ), dtype=np.float32)
    return Clip(np.concatenate([flat.samples, silence, lively.samples]))
