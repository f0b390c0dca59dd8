"""What one hears and sees before one answers again: the customer's line, and how one answered in the call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.again.attempt import Spoken
from coach.again.moment import Moment
from coach.again.sound import LONGEST_LINE_S, clip_of_turn, spoken_before
from coach.model import Language, Scorecard

if TYPE_CHECKING:
    from coach.audio.clip import Clip
    from coach.audio.track import Track

LONGEST_TEXT = 300  # characters of a line that a voice says


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Ready:
    """`customer` and `own` are None where there is nothing to be heard; `by_voice`: a voice of this machine says the line."""

    customer: Clip | None
    by_voice: bool
    own: Clip | None
    before: Spoken


def get_ready(scorecard: Scorecard, moment: Moment, tracks: Sequence[Track]) -> Ready:
    """For a call with its sound, or none (`tracks` empty): then a voice says the customer's line, where there is one.

    Takes up to a few seconds. Raises UserError when a voice is there and fails.
    """
    asked = moment.asked
    customer = clip_of_turn(tracks, scorecard, asked, most_s=LONGEST_LINE_S) if asked else None
    by_voice = False
    if asked and customer is None:
        customer = _spoken(asked.text, scorecard.language)
        by_voice = customer is not None
    own = clip_of_turn(tracks, scorecard, moment.turn)
    before = spoken_before(own, moment.turn, scorecard.language)
    return Ready(customer=customer, by_voice=by_voice, own=own, before=before)


def _spoken(text: str, language: Language) -> Clip | None:
    from coach.audio.clip import read_clip
    from coach.practice.voices.find import find_voices
    from coach.practice.voices.speak import speak
    from coach.report.format import clean
    from coach.report.quotes import last_part

    voices = find_voices(language)
    return read_clip(speak(last_part(clean(text), LONGEST_TEXT), voices[0]).path) if voices else None
