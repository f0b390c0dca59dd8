"""A case as data: what a file in `rubrics/scenarios/` says, as frozen values. `coach/practice/load.py` reads and checks them.

Lines are what the customer says, in each language as people say it; a case may have them in one language only.
docs/practice.md explains every field.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from coach.model import STAGES, Language, Text

Temper = Literal["calm", "annoyed", "furious"]
# CS, 个人风格: 分析型, 驾驭型, 和蔼型, 表现型.
Style = Literal["analytical", "driving", "amiable", "expressive"]
ID = "^[a-z0-9][a-z0-9-]{0,63}$"
TEMPERS: tuple[Temper, ...] = ("calm", "annoyed", "furious")  # from the mildest on

_Words = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
_Line = Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
_Fact = Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
MAX_ANSWERS = 50


class Lines(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sentences in each language; the two are not translations of each other and need not be as many."""

    zh: Annotated[tuple[_Line, ...], msgspec.Meta(max_length=50)] = ()
    en: Annotated[tuple[_Line, ...], msgspec.Meta(max_length=50)] = ()

    def in_(self, language: Language) -> tuple[str, ...]:
        return self.zh if language == "zh" else self.en


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that the rep may say, small letters or capitals alike; one of them is enough."""

    zh: Annotated[tuple[_Words, ...], msgspec.Meta(max_length=50)] = ()
    en: Annotated[tuple[_Words, ...], msgspec.Meta(max_length=50)] = ()

    def in_(self, language: Language) -> tuple[str, ...]:
        return self.zh if language == "zh" else self.en


class ByTemper(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lines for each temper; where one is empty, the nearest takes its place."""

    calm: Lines = Lines()
    annoyed: Lines = Lines()
    furious: Lines = Lines()

    def of(self, temper: Temper) -> Lines:
        return getattr(self, temper)


class ByStage(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the customer says in each stage of the service cycle; in the first one, what the call is about."""

    rapport: ByTemper
    diagnose: ByTemper
    find_solution: ByTemper
    agree: ByTemper
    carry_out: ByTemper
    follow_up: ByTemper

    def of(self, stage: str) -> ByTemper:
        return getattr(self, stage)


class Answer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the customer says when a question of the rep's has one of the words `asked` in it, or anything has one `told`."""

    asked: Words = Words()
    told: Words = Words()
    say: Lines


class Stung(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the customer says to each red card; without lines the stage's furious ones do."""

    commanding: Lines = Lines()
    irresponsible: Lines = Lines()
    not_humble: Lines = Lines()

    def of(self, red_card: str) -> Lines:
        return getattr(self, red_card)


class Hidden(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What only the one who plays the customer knows: what they are after, what calms and angers them, what they tell only if asked."""

    goal: Text
    calms: Lines
    angers: Lines
    if_asked: Lines


class CaseFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file, apart from `answers`, which are read one by one.

    `customer` is who calls, `temper` how they start, `goal` what the rep should reach, `facts` what the rep may look up,
    `rubric` the id of the rubric it is meant for. `again` lines have `{line}` where the repeated words go. `hidden` is for
    people who play the customer (`coach/exercise/case_cards.py`); the program's customer goes by its lines.
    """

    id: Annotated[str, msgspec.Meta(pattern=ID)]
    version: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
    title: Text
    customer: Text
    situation: Text
    goal: Text
    temper: Temper
    style: Style
    rubric: Annotated[str, msgspec.Meta(pattern=ID)]
    facts: Lines
    lines: ByStage
    vent: Lines
    again: Lines
    nothing_fits: Lines
    closing: ByTemper
    stung: Stung = Stung()
    hidden: Hidden | None = None
    answers: Annotated[tuple[dict, ...], msgspec.Meta(max_length=MAX_ANSWERS)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case as it was read; `text` is the file's own. The fields are those of `CaseFile`."""

    id: str
    version: int
    title: Text
    customer: Text
    situation: Text
    goal: Text
    temper: Temper
    style: Style
    rubric: str
    facts: Lines
    lines: ByStage
    vent: Lines
    again: Lines
    nothing_fits: Lines
    closing: ByTemper
    stung: Stung
    hidden: Hidden | None
    answers: tuple[Answer, ...]
    text: str

    @property
    def languages(self) -> tuple[Language, ...]:
        """Those in which the customer can talk."""
        return tuple(language for language in ("zh", "en") if self.vent.in_(language))


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSummary:
    """A case in a list. `error` says why it cannot be used; then `title` is None."""

    id: str
    title: Text | None
    origin: Literal["bundled", "own"]
    temper: Temper | None = None
    rubric: str | None = None
    languages: tuple[Language, ...] = ()
    error: Text | None = None


def all_lines(case: Case, language: Language) -> Iterator[tuple[str, str]]:
    """Every line and its key, which names a recording of it: `diagnose.calm.2`, `vent.1`, `answer.3.1`, counted from 1."""
    for stage in STAGES:
        yield from _by_temper(stage, case.lines.of(stage), language)
    for number, answer in enumerate(case.answers, start=1):
        yield from _keyed(f"answer.{number}", answer.say, language)
    for red_card in Stung.__struct_fields__:
        yield from _keyed(red_card, case.stung.of(red_card), language)
    yield from _keyed("vent", case.vent, language)
    yield from _keyed("nothing_fits", case.nothing_fits, language)
    yield from _by_temper("closing", case.closing, language)


def _by_temper(name: str, lines: ByTemper, language: Language) -> Iterator[tuple[str, str]]:
    for temper in TEMPERS:
        yield from _keyed(f"{name}.{temper}", lines.of(temper), language)


def _keyed(name: str, lines: Lines, language: Language) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(lines.in_(language), start=1):
        yield f"{name}.{number}", line
