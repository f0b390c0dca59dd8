"""The words of the domain: frozen values that cross threads, processes and files safely.

Times are seconds from the start of the recording (`_s`), pitch is in hertz (`_hz`) or semitones (`_st`),
levels in decibels (`_db`). `None` means "could not be measured"; a `Note` then says why.
The scorecard's JSON and its published schema are generated from these types (`coach/report/schema.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import msgspec

SCHEMA_VERSION = 1

Language = Literal["zh", "en"]
Role = Literal["rep", "customer", "observer", "unknown"]
RateUnit = Literal["words", "characters"]
PauseClass = Literal["short", "hesitation", "gap", "dead_air"]
FindingKind = Literal["red_card", "missed", "strength", "delivery"]
Severity = Literal["red", "yellow", "info"]
Layer = Literal["phrase", "sound", "meaning", "measurement", "order", "person"]

RED_CARDS = ("commanding", "irresponsible", "not_humble")
SKILLS = (
    "empathy",
    "ownership",
    "willingness",
    "open_question",
    "closed_question",
    "check_understanding",
    "summarise",
    "propose_solution",
    "invite_opinion",
    "backchannel",
    "filler",
    "greeting",
    "closing",
)
LABELS = RED_CARDS + SKILLS
# The service cycle (CS, 与顾客交往的周期): 营造气氛, 诊断问题, 寻求方案, 达成一致, 落实, 后续.
STAGES = ("rapport", "diagnose", "find_solution", "agree", "carry_out", "follow_up")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages."""

    zh: str
    en: str

    def in_(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of time, start <= end, in seconds."""

    start_s: float
    end_s: float

    @property
    def duration_s(self) -> float:
        return self.end_s - self.start_s

    def overlap_s(self, other: Span) -> float:
        """Seconds that both share; 0.0 when they only touch or lie apart."""
        return max(0.0, min(self.end_s, other.end_s) - max(self.start_s, other.start_s))


@dataclass(frozen=True, slots=True)
class Word:
    """One heard word (Chinese: one or a few characters). `probability` is the recogniser's, 0-1."""

    start_s: float
    end_s: float
    text: str
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What was heard on one track between two silences.

    `track` is the channel's index; `language` the one it was decoded in.
    """

    track: int
    start_s: float
    end_s: float
    text: str
    words: tuple[Word, ...]
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why something was said about a turn: which layer fired, how certain (0-1), on which words."""

    layer: Layer
    certainty: float
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelEvidence:
    """Why a turn carries a label."""

    label: str
    layer: Layer
    certainty: float
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One speaker's speech until another speaks. Times are None in a transcript without times.

    `heard` and `heard_speaker`: what the program had there, where a person corrected it; None where nobody did.
    `overlaps`: where, by the sound of a channel that both share, somebody else talks at the same time.
    """

    uid: str
    index: int
    speaker: str
    role: Role
    start_s: float | None
    end_s: float | None
    text: str
    labels: tuple[str, ...] = ()
    upset: bool = False
    label_evidence: tuple[LabelEvidence, ...] = ()
    words: tuple[Word, ...] = ()
    heard: str | None = None
    heard_speaker: str | None = None
    overlaps: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """`talk_s` counts the speaker's turns with the pauses inside them; `role_confidence` is 0-1."""

    id: str
    role: Role
    name: str | None = None
    role_confidence: float | None = None
    talk_s: float | None = None
    talk_share: float | None = None


# A msgspec.Struct and not a dataclass, because the contract's field is called `class`, a keyword here.
class Pause(msgspec.Struct, frozen=True, kw_only=True, rename={"pause_class": "class"}):
    """A silence inside one speaker's turn, from the sound."""

    start_s: float
    end_s: float
    pause_class: PauseClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A measurement over time; `values[i]` belongs to `times_s[i]`, None where nothing could be measured."""

    unit: str
    times_s: tuple[float, ...]
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waveform:
    """The outline of one track, for drawing: step i covers [i, i + 1) x `step_s`, samples in -1..1.

    `lows[i]` and `highs[i]` are the smallest and the largest sample of that step; track i is `speakers[i]`'s.
    """

    track: int
    step_s: float
    lows: tuple[float, ...]
    highs: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How one speaker spoke. Definitions: docs/measures.md."""

    speech_rate_per_min: float | None = None
    articulation_rate_per_min: float | None = None
    rate_unit: RateUnit
    syllables_per_min: float | None = None
    articulation_syllables_per_min: float | None = None
    speaking_s: float | None = None
    phonation_share: float | None = None
    voiced_s: float | None = None
    pitch_median_hz: float | None = None
    pitch_sd_st: float | None = None
    pitch_range_st: float | None = None
    level_sd_db: float | None = None
    level_range_db: float | None = None
    pauses: tuple[Pause, ...] = ()
    pause_share: float | None = None
    longest_pause_s: float | None = None
    filler_count: int | None = None
    fillers_per_min: float | None = None
    curves: dict[str, Curve] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What one measure of a rep's usually is: `median` and `spread` (1.4826 x the median absolute deviation) of earlier calls.

    Both in the measure's own unit; `calls` is how many it comes from. Of the same person in the same language only.
    """

    median: float
    spread: float
    calls: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Interruption:
    """`by` is the id of the speaker who cut in."""

    start_s: float
    end_s: float
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Interplay:
    """How the two talked together; None where the recording cannot tell (text, one channel)."""

    rep_talk_share: float | None = None
    response_latency_median_s: float | None = None
    interruptions: tuple[Interruption, ...] = ()
    overlaps: tuple[Span, ...] = ()
    longest_monologue_s: float | None = None
    dead_air: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where a stage of the service cycle starts. `turn` is a turn's uid; `moved_by` a person's name."""

    id: str
    start_s: float | None
    turn: str
    moved_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Something the rep promised; `turn` is a turn's uid, `due` the words that say by when."""

    turn: str
    quote: str
    due: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A better sentence. `from_this_call`: it uses something the customer said in this call."""

    zh: str
    en: str
    from_this_call: bool = False

    def in_(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to see: a red card, a missed moment, a strength, a measurement outside its band.

    `criterion` is the criterion's id, `id` what was found (a label such as `commanding`).
    `turn` is the uid of the turn it stands in, `due_turn` of the turn that should have carried it.
    """

    uid: str
    kind: FindingKind
    criterion: str
    id: str
    severity: Severity
    severity_because: Text | None = None
    turn: str | None = None
    due_turn: str | None = None
    start_s: float | None = None
    end_s: float | None = None
    quote: str = ""
    evidence: tuple[Evidence, ...] = ()
    why: Text
    say_instead: Suggestion | None = None
    source: Text

    @property
    def home(self) -> str | None:
        """The turn it is shown at: for a missed moment, the one that should have carried it."""
        return self.due_turn or self.turn


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionResult:
    """`points` earned of `max_points`; a criterion that does not apply earns and costs nothing.

    `findings` holds the uids of its findings.
    """

    id: str
    title: Text
    points: float
    max_points: float
    applicable: bool
    critical_failed: bool = False
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something the reader should know: why a value is missing, how far a figure can be trusted."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioInfo:
    """The recording as it was given: its own rate and channels, not the analysed copy's.

    `customer_path`: the second file of a call that came as two, the rep's being `path`; `sha256` is then that of both.
    """

    path: str
    sha256: str
    sample_rate_hz: int
    channels: int
    customer_path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricInfo:
    id: str
    title: Text
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelInfo:
    """The speech model that heard the call; `hearing` is the mode."""

    name: str
    revision: str
    hearing: Literal["fast", "thorough"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """A judged call: the contract of the scorecard JSON.

    score = 100 x sum of points / sum of max_points over the criteria that apply; None when none applies.
    """

    schema_version: int = SCHEMA_VERSION
    uid: str
    language: Language
    duration_s: float | None
    audio: AudioInfo | None
    rubric: RubricInfo
    engine_version: str
    model: ModelInfo | None
    speakers: tuple[Speaker, ...]
    turns: tuple[Turn, ...]
    delivery: dict[str, Delivery]
    interplay: Interplay | None
    stages: tuple[Stage, ...]
    promises: tuple[Promise, ...]
    findings: tuple[Finding, ...]
    criteria: tuple[CriterionResult, ...]
    score: float | None
    critical_failures: tuple[str, ...]
    focus: str | None
    notes: tuple[Note, ...]
