"""What passes between a recorder's process and its owner: values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coach.errors import UserError
from coach.recording.level import Level

Command = Literal["pause", "go on", "mark", "status", "stop"]
State = Literal["starting", "recording", "paused", "ended"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How the recording is. `elapsed_s` counts what is recorded, without pauses; `levels` are the channels', left first.

    `moments`: the marked ones, in seconds. `overflows`: how often the system lost samples. `slept_s`: how long the computer or
    the recorder stood still, in all. `problem`: why it ended by
    itself, or (while it goes on) that the customer's device is gone.
    """

    state: State
    elapsed_s: float = 0.0
    levels: tuple[Level, ...] = ()
    moments: tuple[float, ...] = ()
    overflows: int = 0
    slept_s: float = 0.0
    problem: UserError | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """It never started, or has a bug: then the text is its traceback."""

    error: UserError | str
