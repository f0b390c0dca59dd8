"""A short call with moments to try again, and an answer that lies recorded."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from coach.again.attempt import Attempt, Judged, Spoken
from coach.audio.read import open_recording
from coach.audio.track import TRACK_RATE_HZ
from coach.examples import example
from coach.library.store import open_library, save_call
from coach.model import Finding, Scorecard
from coach.paths import unfinished_folder
from coach.recording.layout import Source
from coach.rubric.load import load_rubric
from tests.recording.unfinished import leave
from tests.rubric.cards import scored

EN = (
    "rep: Good morning, this is Sam, how can I help?", "customer: My phone is dead again, this is the third time!",
    "rep: Calm down. You have to wait.", "customer: I have waited for two weeks!", "rep: That's not my department.",
)  # fmt: skip
BETTER = "I'm so sorry, of course that is frustrating. I will look into it myself right now."


def kept_call(folder: Path) -> Scorecard:
    made = scored(folder, *EN)
    with open_library() as db:
        save_call(db, made, title="The phone", rubric_text=load_rubric("service-cycle").text)
    return made


def at(card: Scorecard, kind: str, id: str, turn: int) -> Finding:
    """The finding at the turn with this place."""
    return next(one for one in card.findings if (one.kind, one.id, one.home) == (kind, id, card.turns[turn].uid))


def kind_answer() -> np.ndarray:
    """An agent's real sentence with empathy and ownership, from an example call: float32 at 16 kHz, about 5 s."""
    with open_recording(example("en-good-broadband").path) as recording:
        return recording.tracks[0].read(19.8, 25.8)


def recorded(samples: np.ndarray, name: str = "one") -> Path:
    """A recording that has ended, as the recorder leaves it."""
    whole = np.rint(samples * 32767).astype("<i2")
    return leave(unfinished_folder() / name, [Source(device="mic", channels=1, rate_hz=TRACK_RATE_HZ)], [whole])


def attempt(finding: Finding, *, met: bool, made_at: str = "2026-03-01T09:30:05+08:00", sound: str = "a.flac") -> Attempt:
    judged = Judged(met=met, gone=(finding,) if met else (), stays=() if met else (finding,), new=())
    return Attempt(
        made_at=made_at, finding=finding.uid, turn=finding.home, sound=sound, said=Spoken(text=BETTER), judged=judged
    )
