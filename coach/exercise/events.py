"""What happens in a session, one event after another; the session as it stands follows from them (`state.py`)."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from coach.exercise.marks import Mark
from coach.exercise.session import Scene, Session

Grade = Annotated[int, msgspec.Meta(ge=1, le=5)]
Slider = Annotated[int, msgspec.Meta(ge=0, le=10)]
Sentence = Annotated[str, msgspec.Meta(max_length=400)]


class _Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="what"):
    """`at_s`: when, by the session's clock (seconds since 1970 in use)."""

    at_s: float


class Opened(_Event, tag="opened"):
    session: Session


class PlanChanged(_Event, tag="plan_changed"):
    scenes: tuple[Scene, ...]


class StepBegun(_Event, tag="step_begun"):
    """The step at this place of the timetable; its clock stands until `Started`."""

    step: int


class Started(_Event, tag="started"):
    """The clock runs, at first or after a pause."""


class Paused(_Event, tag="paused"):
    pass


class TimeAdded(_Event, tag="time_added"):
    seconds: Annotated[float, msgspec.Meta(ge=-3600, le=3600)]


class StepEnded(_Event, tag="step_ended"):
    pass


class Recorded(_Event, tag="recorded"):
    """A recording of the scene began; `recording` is the name of its file in the recordings folder, or a call's uid."""

    scene: int
    recording: str


class TookOver(_Event, tag="took_over"):
    """Freeze and swap: from here on `comes` plays what `goes` played in the scene."""

    scene: int
    goes: str
    comes: str


class Marked(_Event, tag="marked"):
    """`at_s` is when it arrived; the mark has its own time."""

    mark: Mark


class Unmarked(_Event, tag="unmarked"):
    uid: str
    by: str


class OwnView(_Event, tag="own_view"):
    """How a player of the scene saw it, before anybody else speaks: 0 (not at all) to 10."""

    scene: int
    by: str
    manner: Slider
    feeling: Slider
    matter: Slider
    sentence: Sentence = ""


class Felt(_Event, tag="felt"):
    """How the customer of the scene felt: 1 (not at all) to 5."""

    scene: int
    by: str
    taken_seriously: Grade
    understood: Grade
    would_come_back: Grade


class RuleProposed(_Event, tag="rule_proposed"):
    """A golden rule of a team."""

    uid: str
    team: int
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class RuleVoted(_Event, tag="rule_voted"):
    uid: str
    by: str
    yes: bool = True


class ActionPlanned(_Event, tag="action_planned"):
    """An action of the plan; the same uid again replaces it, an empty text takes it away."""

    uid: str
    text: Sentence
    who: Annotated[str, msgspec.Meta(max_length=60)] = ""
    when: Annotated[str, msgspec.Meta(max_length=60)] = ""


class Closed(_Event, tag="closed"):
    pass


Event = (
    Opened | PlanChanged | StepBegun | Started | Paused | TimeAdded | StepEnded | Recorded | TookOver | Marked | Unmarked
    | OwnView | Felt | RuleProposed | RuleVoted | ActionPlanned | Closed
)  # fmt: skip
Side = Literal["own", "customer", "observers", "machine"]
