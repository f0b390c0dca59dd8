"""One answer's sound: cut out of a call, or recorded; measured by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from coach.again.attempt import Spoken
from coach.apart import LETTERS
from coach.audio.clip import Clip
from coach.audio.track import Track
from coach.model import Curve, Delivery, Language, Scorecard, Span, Turn

if TYPE_CHECKING:
    import numpy as np

MARGIN_S = 0.15  # before and after a turn: the first and last sound reach over what was heard
LONGEST_LINE_S = 20.0  # of the customer's, the end of it: so long one listens before one answers (ours)
# Less than a whole call asks for (coach/delivery/pace.py, pitch.py), since one answer is all there is: one word more or
# less moves the pace of 2 s by a seventh, so that these figures are shown side by side and never judged (ours).
LEAST_SPEAKING_S, LEAST_VOICED_S = 2.0, 1.0


def clip_of_turn(tracks: Sequence[Track], scorecard: Scorecard, turn: Turn, *, most_s: float | None = None) -> Clip | None:
    """A turn's sound from its speaker's track, `MARGIN_S` longer at both ends; at most the last `most_s` of it.

    None without tracks or times.
    """
    if not tracks or turn.start_s is None or turn.end_s is None or turn.end_s <= turn.start_s:
        return None
    start_s = turn.start_s if most_s is None else max(turn.start_s, turn.end_s - most_s)
    span = Span(max(0.0, start_s - MARGIN_S), turn.end_s + MARGIN_S)
    return Clip(track_of(tracks, scorecard, turn, span).read(span.start_s, span.end_s))


def track_of(tracks: Sequence[Track], scorecard: Scorecard, turn: Turn, span: Span) -> Track:
    """The track that the turn's speaker speaks on: their own, and where several share one or nobody knows, the loudest there."""
    import numpy as np

    ids = [speaker.id for speaker in scorecard.speakers]
    speaker = turn.heard_speaker or turn.speaker
    if len(ids) == len(tracks) and speaker in ids and not set(ids) <= set(LETTERS):
        return tracks[ids.index(speaker)]
    return max(tracks, key=lambda track: float(np.square(track.read(span.start_s, span.end_s)).sum()))


def spoken_before(clip: Clip | None, turn: Turn, language: Language) -> Spoken:
    """The turn as it was said in the call; measured as a new answer is, where there is its sound (`clip_of_turn`)."""
    if clip is None or turn.start_s is None or turn.end_s is None:
        return Spoken(text=turn.text)
    from coach.hearing.voice_activity import speech_probabilities, speech_spans

    first_s = max(0.0, turn.start_s - MARGIN_S)
    moved = replace(
        turn,
        start_s=turn.start_s - first_s,
        end_s=turn.end_s - first_s,
        words=tuple(replace(word, start_s=word.start_s - first_s, end_s=word.end_s - first_s) for word in turn.words),
    )
    with short_track(clip.samples) as track:
        delivery = measured(track, speech_spans(speech_probabilities(track)), moved, language)
    return Spoken(text=turn.text, words=moved.words, delivery=delivery)


def measured(track: Track, speech: Sequence[Span], turn: Turn, language: Language) -> Delivery:
    """How one answer was said, by the measures of a call; of its curves only the pitch, at every step of the tracker's."""
    from coach.delivery.listen import listen
    from coach.delivery.measure import measure

    sound = listen(track, speech)
    delivery, _ = measure(
        sound,
        [turn],
        language=language,
        least_speaking_s=LEAST_SPEAKING_S,
        least_voiced_s=LEAST_VOICED_S,
    )
    return replace(delivery, curves={"f0_hz": _pitch(sound.f0_hz)})


def _pitch(f0_hz: np.ndarray) -> Curve:
    from coach.delivery.pitch import PITCH_HOP_S, without_outliers

    values = without_outliers(f0_hz).tolist()
    return Curve(
        unit="Hz",
        times_s=tuple(round(place * PITCH_HOP_S, 3) for place in range(len(values))),
        values=tuple(round(value, 1) if value == value else None for value in values),
    )


@contextmanager
def short_track(samples: np.ndarray) -> Iterator[Track]:
    """Float32 samples at 16 kHz as a track on disk, private, that lives until the end of the `with` block."""
    import numpy as np

    from coach.audio.scratch import scratch_folder
    from coach.paths import work_folder

    with scratch_folder(work_folder()) as folder:
        path: Path = folder / "answer.pcm"
        path.write_bytes(np.rint(np.clip(samples, -1.0, 1.0) * 32767.0).astype("<i2").tobytes())
        yield Track(path, 0, len(samples))
