"""What goes between the phones and the laptop: JSON, checked field by field."""

from __future__ import annotations

from typing import Annotated

import msgspec

from coach.exercise.events import Grade, Sentence, Slider
from coach.exercise.marks import FromPhone

MAX_BODY_BYTES = 64_000
MARKS_IN_ONE = 100

_ClockMs = Annotated[float, msgspec.Meta(ge=0, le=1e14)]
_Scene = Annotated[int, msgspec.Meta(ge=1, le=10_000)]


class _Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Join(_Asked):
    """`person` None: only ask who is in the room."""

    code: Annotated[str, msgspec.Meta(max_length=20)]
    person: Annotated[str, msgspec.Meta(max_length=64)] | None = None


class Marks(_Asked):
    """`sent_clock_ms`: the phone's clock as it sends."""

    sent_clock_ms: _ClockMs
    marks: Annotated[tuple[FromPhone, ...], msgspec.Meta(max_length=MARKS_IN_ONE)]


class TakeBack(_Asked):
    uid: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class MyView(_Asked):
    scene: _Scene
    manner: Slider
    feeling: Slider
    matter: Slider
    sentence: Sentence = ""


class MyFeeling(_Asked):
    scene: _Scene
    taken_seriously: Grade
    understood: Grade
    would_come_back: Grade


class Now(msgspec.Struct, frozen=True, kw_only=True):
    """What is on. `role` is the asker's in the scene; `marked_scene` the last scene that was or is played."""

    step: str | None
    scene: int | None
    team: str | None
    players: tuple[str, ...]
    left_s: float | None
    is_running: bool
    role: str
    marked_scene: int | None
