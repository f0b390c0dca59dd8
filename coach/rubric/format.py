"""The rubric as data: what a TOML file says, as frozen values. `coach/rubric/load.py` reads and checks them.

A criterion's `kind` decides what it looks for; each kind has its own fields (docs/scoring.md explains them).
Structs and not dataclasses, because msgspec tells them apart by `kind` and refuses unknown keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from coach.model import Text

Where = Literal["opening", "anywhere", "answering", "before_closing", "ending"]
Measure = Literal[
    "speech_rate_per_min",
    "pitch_range_st",
    "fillers_per_min",
    "longest_pause_s",
    "response_latency_median_s",
    "interruptions_per_min",
    "rep_talk_share",
]


Points = Annotated[float, msgspec.Meta(gt=0, le=100)]
Number = Annotated[float, msgspec.Meta(ge=-1e6, le=1e6)]  # keeps NaN and infinity out
Name = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9_]{0,63}$")]


class SayInstead(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A better sentence; the `_quoting` pair has `{quote}` in it, for something the customer said in this call."""

    zh: str
    en: str
    zh_quoting: str | None = None
    en_quoting: str | None = None


class _Criterion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """What every criterion has. `points` is what it can earn; `why` says why it matters; `source` where it is from."""

    id: Name
    title: Text
    points: Points
    why: Text
    source: Text
    say_instead: SayInstead | None = None


class RedCard(_Criterion, frozen=True, kw_only=True, tag="red_card"):
    """No turn of the rep should carry `label`. A yellow card costs `yellow_costs` points, a red one all of them.

    `critical`: a red one is shown as a critical failure, apart from the score.
    """

    label: Literal["commanding", "irresponsible", "not_humble"]
    yellow_costs: Points
    critical: bool = False


class DueSkill(_Criterion, frozen=True, kw_only=True, tag="due_skill"):
    """A skill that is due at a moment of the call: points by the share of moments that were met."""

    skill: Literal["empathy", "ownership"]


class Present(_Criterion, frozen=True, kw_only=True, tag="present"):
    """One of `marks` (turn labels, or `name_given`) stands in the given place; all points or none.

    Calls with fewer than `min_rep_turns` turns of the rep are too short to ask for it.
    """

    marks: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    where: Where = "anywhere"
    min_rep_turns: Annotated[int, msgspec.Meta(ge=1)] = 1


class Before(_Criterion, frozen=True, kw_only=True, tag="before"):
    """The rep's first `first` comes no later than the first `then`; all points or none."""

    first: str
    then: str


class Followed(_Criterion, frozen=True, kw_only=True, tag="followed"):
    """Each turn with `mark` is followed by `by` in the same or the rep's next turn: points by the share."""

    mark: str
    by: str


class PromiseWithTime(_Criterion, frozen=True, kw_only=True, tag="promise_with_time"):
    """Each promise says by when: points by the share that does."""


class Band(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A range that fits, None where it is open, and how far outside still earns half.

    `unit` where it differs from the criterion's (characters, words).
    """

    unit: Text | None = None
    low: Number | None = None
    high: Number | None = None
    margin: Annotated[float, msgspec.Meta(ge=0, le=1e6)] = 0.0


class DeliveryBand(_Criterion, frozen=True, kw_only=True, tag="delivery_band"):
    """A measurement of the rep's delivery inside a range: all points inside, half within the margin, else none.

    `band` holds for both languages; `zh` and `en` are given instead where the unit differs (characters, words).
    `name` and `unit` are how the measurement is called in sentences; `percent` shows a share of 0-1 as 0-100 %.
    """

    measure: Measure
    name: Text
    unit: Text
    percent: bool = False
    band: Band | None = None
    zh: Band | None = None
    en: Band | None = None


Criterion = RedCard | DueSkill | Present | Before | Followed | PromiseWithTime | DeliveryBand
KINDS: tuple[type, ...] = (RedCard, DueSkill, Present, Before, Followed, PromiseWithTime, DeliveryBand)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """A rubric as it was read. `sha256` is that of the file, so that a score can name the very text it was made with."""

    id: str
    version: int
    title: Text
    about: Text
    course: Text
    criteria: tuple[Criterion, ...]
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricSummary:
    """A rubric in a list. `origin` tells the bundled ones from the user's own; `error` says why it cannot be used."""

    id: str
    title: Text | None
    version: int | None
    origin: Literal["bundled", "own"]
    sha256: str
    error: Text | None = None
