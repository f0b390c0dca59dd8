"""The rubric as data: what a TOML file says, as frozen values. `coach/rubric/load.py` reads and checks them.

A criterion's `kind` decides what it looks for; each kind has its own fields (docs/scoring.md explains them).
Structs and not dataclasses, because msgspec tells them apart by `kind` and refuses unknown keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, get_args

import msgspec

from coach.model import Language, Text

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
# Names of marks: `coach/toml/decode.py` looks them up among the labels of that side and the marks that the rubric teaches.
RepMark = Annotated[str, msgspec.Meta(extra={"mark_of": "rep"})]
CustomerMark = Annotated[str, msgspec.Meta(extra={"mark_of": "customer"})]
Marks = Annotated[tuple[RepMark, ...], msgspec.Meta(min_length=1)]
Word = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
Sentence = Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
MAX_PATTERN, MAX_PATTERNS = 1000, 500  # characters of one; how many a mark may have in a language
Pattern = Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_PATTERN)]
Place = Literal["anywhere", "first", "later"]  # of a turn: anywhere, the speaker's first, or not the first


class SayInstead(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A better sentence; the `_quoting` pair has `{quote}` in it, for something the customer said in this call.

    `also` are others that fit as well: a call in which the criterion finds several things gets them in turn.
    """

    zh: str
    en: str
    zh_quoting: str | None = None
    en_quoting: str | None = None
    also: Annotated[tuple[Text, ...], msgspec.Meta(max_length=10)] = ()


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

    marks: Marks
    where: Where = "anywhere"
    min_rep_turns: Annotated[int, msgspec.Meta(ge=1)] = 1


class Before(_Criterion, frozen=True, kw_only=True, tag="before"):
    """The rep's first `first` comes no later than the first `then`; all points or none."""

    first: RepMark
    then: RepMark


class Followed(_Criterion, frozen=True, kw_only=True, tag="followed"):
    """Each answer with `mark` has `by` too, or the rep's next one has it: points by the share.

    `also`: marks that make it due too, as long as no answer has had `by` yet. `after`: what the customer says makes it due
    as well, in the answer to it; an answer with one of `first` puts it off to the next one, and once the customer says
    one of `withdrawn` it is due no more.
    """

    mark: RepMark
    by: RepMark
    also: tuple[RepMark, ...] = ()
    after: tuple[CustomerMark, ...] = ()
    first: tuple[RepMark, ...] = ()
    withdrawn: tuple[CustomerMark, ...] = ()


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
    `baseline`: the rep's own usual range takes the place of the band where enough earlier calls are known.
    """

    measure: Measure
    name: Text
    unit: Text
    percent: bool = False
    baseline: bool = False
    band: Band | None = None
    zh: Band | None = None
    en: Band | None = None


class FeelingFirst(_Criterion, frozen=True, kw_only=True, tag="feeling_first"):
    """To an upset customer none of `marks` comes before the feeling was met: points by the share of runs.

    `promises`: a promise counts as one of them. `facts`: so does every other answer to the matter (facts, a procedure,
    a question of fact), unless it only listens or is very short.
    """

    marks: Marks = ("propose_solution",)
    promises: bool = False
    facts: bool = False


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words in each language, as they are spoken."""

    zh: Annotated[tuple[Word, ...], msgspec.Meta(max_length=500)] = ()
    en: Annotated[tuple[Word, ...], msgspec.Meta(max_length=500)] = ()


class Jargon(_Criterion, frozen=True, kw_only=True, tag="jargon"):
    """Words of the trade that the customer did not use first and nobody explains; each different one costs `costs`.

    `acronyms`: so are capitals of two to five letters, except those that everybody knows.
    """

    words: Words
    costs: Points
    acronyms: bool = False


class LetVent(_Criterion, frozen=True, kw_only=True, tag="let_vent"):
    """An upset customer may speak out: signals of listening, no cutting in, none of `instead` for a first answer."""

    instead: Marks = ("closed_question",)


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A step of a call: one of `marks` shows it. `at_first`: its first place counts, so that it may not come too early."""

    id: Name
    title: Text
    marks: Marks
    at_first: bool = False


class Order(_Criterion, frozen=True, kw_only=True, tag="order"):
    """The steps come one after the other: points by the share of them found in their order.

    Calls with fewer than `min_rep_turns` turns of the rep are too short to ask for it.
    """

    steps: Annotated[tuple[Step, ...], msgspec.Meta(min_length=2, max_length=10)]
    min_rep_turns: Annotated[int, msgspec.Meta(ge=1)] = 1


class MarkDue(_Criterion, frozen=True, kw_only=True, tag="mark_due"):
    """After a customer's turn with one of `after`, the rep's answer has one of `marks`: points by the share of moments.

    `once`: one such answer in the call is enough. `well_done` praises the first one.
    """

    after: Annotated[tuple[CustomerMark, ...], msgspec.Meta(min_length=1)]
    marks: Marks
    once: bool = False
    well_done: Text | None = None


class MarkUnwanted(_Criterion, frozen=True, kw_only=True, tag="mark_unwanted"):
    """The rep's turns have none of `marks`; each one that has costs `costs` points.

    `unless`: not in an answer with one of these; `until`: only before the rep's first turn with one of these;
    `until_told`: only before the customer's first, except those of `even_told`.
    """

    marks: Marks
    costs: Points
    unless: tuple[RepMark, ...] = ()
    until: tuple[RepMark, ...] = ()
    until_told: tuple[CustomerMark, ...] = ()
    even_told: tuple[RepMark, ...] = ()


Criterion = (
    RedCard
    | DueSkill
    | Present
    | Before
    | Followed
    | PromiseWithTime
    | DeliveryBand
    | FeelingFirst
    | Jargon
    | LetVent
    | Order
    | MarkDue
    | MarkUnwanted
)
KINDS: tuple[type, ...] = get_args(Criterion)


class Sentences(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sentences, or phrases, in each language as they are said."""

    zh: Annotated[tuple[Sentence, ...], msgspec.Meta(max_length=500)] = ()
    en: Annotated[tuple[Sentence, ...], msgspec.Meta(max_length=500)] = ()

    def in_(self, language: Language) -> tuple[str, ...]:
        return self.zh if language == "zh" else self.en


class Patterns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Regular expressions in each language, matched against plain text (`coach/rubric/plain.py`)."""

    zh: Annotated[tuple[Pattern, ...], msgspec.Meta(max_length=MAX_PATTERNS)] = ()
    en: Annotated[tuple[Pattern, ...], msgspec.Meta(max_length=MAX_PATTERNS)] = ()

    def in_(self, language: Language) -> tuple[str, ...]:
        return self.zh if language == "zh" else self.en


class TaughtMark(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a rubric teaches about a mark: a turn label, `upset`, or a name of its own, which then has a `title`.

    `phrases` are exact words, in Chinese also by their sound; `unless` undoes a phrase or pattern that it stands near;
    `place` limits where examples, phrases and patterns count. What each comes to: `coach/rubric/taught.py`.
    """

    id: Name
    title: Text | None = None
    speaker: Literal["rep", "customer"] = "rep"
    place: Place = "anywhere"
    examples: Sentences = Sentences()
    counter_examples: Sentences = Sentences()
    phrases: Sentences = Sentences()
    patterns: Patterns = Patterns()
    unless: Patterns = Patterns()
    rubric: Annotated[str, msgspec.Meta(extra={"set_by": "loader"})] = ""  # the id, to name the file in an error


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """A rubric as it was read. `text` is the file's own, byte for byte, with the shared marks behind it; `sha256` names it."""

    id: str
    version: int
    title: Text
    about: Text
    course: Text
    criteria: tuple[Criterion, ...]
    text: str
    sha256: str
    marks: tuple[TaughtMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricSummary:
    """A rubric in a list. `origin` tells the bundled ones from the user's own; `error` says why it cannot be used.

    `criteria` and `marks` are how many it has, None when it cannot be used.
    """

    id: str
    title: Text | None
    version: int | None
    origin: Literal["bundled", "own"]
    sha256: str
    criteria: int | None = None
    marks: int | None = None
    error: Text | None = None
