"""What a customer said in a call as sound: the recording's own passage, else a practice voice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.audio.clip import Clip, read_clip
from coach.errors import UserError
from coach.model import Scorecard, Span
from coach.practice.drill import Moment
from coach.practice.voices.voice import Voice

if TYPE_CHECKING:
    from coach.audio.track import Track

AROUND_S = 0.15  # faint beginnings and ends
MOST_S = 40.0  # a longer passage is heard from where this much of it is left


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """`clip` None: there is nothing to be heard, only the text. `voice` None with a clip: the call's own sound."""

    clip: Clip | None
    voice: Voice | None = None


def customers_words(moments: Sequence[Moment]) -> Iterator[tuple[str, Words]]:
    """Each moment's uid and its sound, call by call, the first one's first. Takes seconds; raises UserError for the library only.

    A recording that is gone, changed or damaged, and a voice that fails, leave the next best.
    """
    voices: dict[str, Voice | None] = {}
    for call in dict.fromkeys(moment.call for moment in moments):
        of_call = [moment for moment in moments if moment.call == call]
        passages = _passages(call, of_call)
        for moment in of_call:
            if moment.uid in passages:
                yield moment.uid, Words(clip=passages[moment.uid])
                continue
            if moment.language not in voices:
                voices[moment.language] = _best_voice(moment)
            yield moment.uid, _spoken(moment, voices[moment.language])


def _passages(call: str, moments: Sequence[Moment]) -> Mapping[str, Clip]:
    from coach.audio.read import open_recording
    from coach.library.recording import sound_of
    from coach.library.store import get_call, has_call, open_library

    with open_library() as db:
        if not has_call(db, call):
            return {}
        scorecard, path = get_call(db, call), sound_of(db, call)
    if path is None or scorecard.audio is None or all(moment.heard is None for moment in moments):
        return {}
    try:
        with open_recording(path) as recording:
            if recording.info.sha256 != scorecard.audio.sha256:
                return {}
            return {
                moment.uid: _passage(recording.tracks, scorecard, moment.heard) for moment in moments if moment.heard
            }
    except UserError:
        return {}


def _passage(tracks: Sequence[Track], scorecard: Scorecard, heard: Span) -> Clip:
    """From the customer's own channel where there is one; else from both."""
    speaker = next((turn.speaker for turn in scorecard.turns if turn.start_s == heard.start_s), None)
    ids = [each.id for each in scorecard.speakers]
    if len(tracks) == len(ids) and speaker in ids:
        tracks = [tracks[ids.index(speaker)]]
    start_s = max(heard.start_s - AROUND_S, heard.end_s - MOST_S, 0.0)
    pieces = [track.read(start_s, heard.end_s + AROUND_S) for track in tracks]
    return Clip(sum(pieces[1:], start=pieces[0]) / len(pieces))


def _best_voice(moment: Moment) -> Voice | None:
    from coach.practice.voices.find import find_voices

    return next(iter(find_voices(moment.language)), None)


def _spoken(moment: Moment, voice: Voice | None) -> Words:
    from coach.practice.voices.speak import speak

    if voice is None:
        return Words(clip=None)
    try:
        return Words(clip=read_clip(speak(moment.customer, voice).path), voice=voice)
    except UserError:  # the text is there: practising goes on
        return Words(clip=None)
