"""A recorded answer heard: its words by the speech model, its delivery from the sound."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from coach.again.attempt import Spoken
from coach.again.sound import measured
from coach.errors import UserError
from coach.model import Language, Speaker

if TYPE_CHECKING:
    from coach.hearing.transcribe import Mode
    from coach.hearing.worker import HearingWorker

REP = Speaker(id="rep", role="rep")


class NothingSaid(UserError):
    """No word was heard."""

    def __init__(self) -> None:
        super().__init__(
            zh="没有听到您说话：请检查麦克风（“练习”页可以试音），离近一点再说一遍。",
            en="Nothing that you said was heard: check the microphone (Practise can test it), come closer and say it again.",
        )


def hear_answer(path: Path, *, worker: HearingWorker, language: Language, mode: Mode = "fast", traditional: bool = False) -> Spoken:
    """What is said in the recording, all of it one turn of the rep's; of several channels the loudest is heard.

    About a second for 5 s of speech, once `worker` has loaded its model. Raises NothingSaid, and UserError when the file
    cannot be read, or the worker died.
    """
    import numpy as np

    from coach.audio.read import open_recording
    from coach.hearing.voice_activity import speech_probabilities, speech_spans
    from coach.language.script import in_script
    from coach.turns import build_turns, join_turns

    with open_recording(path) as recording:
        loudest = max(recording.tracks, key=lambda track: float(np.square(track.read()).sum()))
        track = replace(loudest, index=0)
        speech = speech_spans(speech_probabilities(track))
        heard = worker.hear([track], [speech], language=language, mode=mode) if speech else ()
        utterances = in_script(list(heard), language, traditional=traditional)
        turns = join_turns(build_turns(utterances, [REP], language=language), silence_s=float("inf"), language=language)
        if not turns or not turns[0].text:
            raise NothingSaid()
        (turn,) = turns
        return Spoken(text=turn.text, words=turn.words, delivery=measured(track, speech, turn, language))
