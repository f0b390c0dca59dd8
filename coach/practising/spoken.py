"""A short answer spoken into the microphone and heard by the speech model; nothing of its sound is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from coach.model import Language, Speaker
from coach.practising.turn_end import TurnEnd
from coach.recording.messages import Status
from coach.recording.recorder import Recorder

if TYPE_CHECKING:
    from coach.hearing.worker import HearingWorker

SILENCE_S = 2.0  # after speech: the answer is over; longer than in a talk, since one thinks more
LONGEST_S = 45.0
LOOK_S = 0.05
Wish = Literal["go on", "stop", "leave"]


def record_answer(
    folder: Path,
    name: str | None,
    look: Callable[[Status], Wish | None],
    *,
    silence_s: float = SILENCE_S,
    limit_s: float = LONGEST_S,
) -> bool:
    """Record from the device called `name` into `folder`, which must not be there yet, until the answer is over.

    `look` is asked about twenty times a second what to do. The microphone opens at once, so that it is ready when the
    customer has spoken, and keeps nothing before "go on"; the end is a silence after speech, "stop", or `limit_s`. True
    when something was recorded, False after "leave". UserError when the device cannot be opened or goes away.
    """
    turn_end, wish = TurnEnd(silence_s), None
    with Recorder(folder, [name], limit_s=limit_s, is_paused=True) as recorder:
        status = recorder.status()
        while status.state != "ended":
            wish = look(status) or wish
            if wish == "leave":
                return False
            if wish == "go on" and status.state == "paused":
                recorder.go_on()
            over = status.state == "recording" and status.levels and turn_end.hear(status.elapsed_s, status.levels[0])
            if over or (wish == "stop" and status.state != "starting"):
                status = recorder.stop()
            else:
                status = recorder.wait(LOOK_S)
    if status.problem:
        raise status.problem
    return status.elapsed_s > 0


def hear_answer(folder: Path, worker: HearingWorker, language: Language) -> str:
    """The words of what `record_answer` left in `folder`, which goes; "" when nothing was said. Raises UserError."""
    from coach.audio.read import open_recording
    from coach.hearing.voice_activity import speech_probabilities, speech_spans
    from coach.language.script import words_to_simplified
    from coach.recording.finish import finish
    from coach.turns import build_turns, join_turns

    sound = folder.with_suffix(".wav")
    finish(folder, sound)
    with open_recording(sound) as recording:
        spans = [speech_spans(speech_probabilities(track)) for track in recording.tracks]
        utterances = list(worker.hear(recording.tracks, spans, language=language, mode="fast"))
    turns = build_turns(utterances, [Speaker(id="rep", role="rep")] * len(recording.tracks), language=language)
    text = "".join(turn.text for turn in join_turns(turns, silence_s=float("inf"), language=language))
    return words_to_simplified([text])[0] if language == "zh" and text else text
