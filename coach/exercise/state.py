"""The session as it stands after its events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

import msgspec

from coach.exercise import events as happened
from coach.exercise.clock import Clock
from coach.exercise.marks import Mark
from coach.exercise.plan_check import exchange
from coach.exercise.session import Scene, Session, Step

MOST_RULES = 5  # of a team, and voted for by a person (course: CS, 金科玉律)
MOST_ACTIONS = 10  # course: CS, 行动方案


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a scene that was recorded with one cast. `from_s` by the session's clock."""

    scene: int
    from_s: float
    recording: str


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """`step` is the place in the timetable of the step that is on, None before the first; `clocks` of every step begun.

    `session` has the plan as it was last changed; `cast` the scenes with the players who were in them at the end, `swaps`
    when somebody took over. `rules` and `votes` by the rule's uid.
    """

    session: Session
    step: int | None = None
    clocks: Mapping[int, Clock] = field(default_factory=dict)
    recordings: tuple[Part, ...] = ()
    swaps: tuple[happened.TookOver, ...] = ()
    marks: Mapping[str, Mark] = field(default_factory=dict)
    own_views: Mapping[tuple[int, str], happened.OwnView] = field(default_factory=dict)
    felt: Mapping[tuple[int, str], happened.Felt] = field(default_factory=dict)
    rules: Mapping[str, happened.RuleProposed] = field(default_factory=dict)
    votes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    actions: Mapping[str, happened.ActionPlanned] = field(default_factory=dict)
    is_closed: bool = False

    @property
    def now_on(self) -> Step | None:
        return None if self.step is None else self.session.steps[self.step]

    @property
    def clock(self) -> Clock | None:
        """Of the step that is on."""
        return None if self.step is None else self.clocks[self.step]

    def scene_clock(self, scene: int) -> Clock | None:
        """The clock of the step in which the scene was played; None before."""
        return next(
            (
                clock
                for step, clock in self.clocks.items()
                if (one := self.session.steps[step]).kind == "play" and one.scene == scene
            ),
            None,
        )

    def played_s(self, mark: Mark) -> float | None:
        """How far into the scene the mark was made, pauses not counted; None when the scene was not played."""
        clock = self.scene_clock(mark.scene)
        return None if clock is None else clock.elapsed_s(mark.at_s)

    def heard(self, mark: Mark) -> tuple[str, float] | None:
        """The recording in which the mark's moment can be heard, and how far into it (seconds); None where there is none.

        A recording pauses with the scene's clock.
        """
        clock = self.scene_clock(mark.scene)
        parts = [part for part in self.recordings if part.scene == mark.scene and part.from_s <= mark.at_s]
        if clock is None or not parts:
            return None
        return parts[-1].recording, clock.elapsed_s(mark.at_s) - clock.elapsed_s(parts[-1].from_s)

    def playing(self, scene: Scene, at_s: float) -> Scene:
        """The scene with those who played at that time."""
        for swap in self.swaps:
            if swap.scene == scene.number and swap.at_s <= at_s:
                scene = exchange([scene], scene.number, swap.goes, swap.comes)[0]
        return scene

    def marks_of(self, scene: int) -> tuple[Mark, ...]:
        """In the order of their times."""
        return tuple(sorted((mark for mark in self.marks.values() if mark.scene == scene), key=lambda mark: mark.at_s))


def replay(events: Iterable[happened.Event]) -> State | None:
    """None without an `Opened`; what does not fit the state (a clock before its step) changes nothing."""
    state: State | None = None
    for are_marks, run in groupby(events, key=lambda event: isinstance(event, happened.Marked)):
        if are_marks and state is not None:  # thousands in a row: the marks are copied once
            state = _with_marks(state, [event.mark for event in run])
        else:
            for event in run:
                state = after(state, event)
    return state


def after(state: State | None, event: happened.Event) -> State | None:
    """The state once the event has happened."""
    if isinstance(event, happened.Opened):
        return State(session=event.session)
    if state is None:
        return None
    match event:
        case happened.PlanChanged():
            return replace(state, session=msgspec.structs.replace(state.session, scenes=event.scenes))
        case happened.StepBegun():
            return _begun(state, event)
        case happened.Started() | happened.Paused() | happened.TimeAdded() | happened.StepEnded():
            return _clocked(state, event)
        case happened.Recorded():
            part = Part(scene=event.scene, from_s=event.at_s, recording=event.recording)
            return replace(state, recordings=(*state.recordings, part))
        case happened.TookOver():
            return replace(state, swaps=(*state.swaps, event))
        case happened.Marked():
            return _with_marks(state, [event.mark])
        case happened.Unmarked():
            mark = state.marks.get(event.uid)
            if mark is None or event.by not in (mark.by, "trainer"):
                return state
            return replace(state, marks={uid: mark for uid, mark in state.marks.items() if uid != event.uid})
        case happened.OwnView():
            return replace(state, own_views={**state.own_views, (event.scene, event.by): event})
        case happened.Felt():
            return replace(state, felt={**state.felt, (event.scene, event.by): event})
        case happened.RuleProposed() | happened.RuleVoted() | happened.ActionPlanned():
            return _agreed(state, event)
        case happened.Closed():
            return replace(state, is_closed=True)


def _with_marks(state: State, marks: Sequence[Mark]) -> State:
    """Of two with the same uid the first to arrive stays."""
    all_of_them = dict(state.marks)
    for mark in marks:
        all_of_them.setdefault(mark.uid, mark)
    return replace(state, marks=all_of_them)


def _begun(state: State, event: happened.StepBegun) -> State:
    if not 0 <= event.step < len(state.session.steps):
        return state
    clocks = dict(state.clocks)
    if state.step is not None:
        clocks[state.step] = clocks[state.step].ended(event.at_s)
    begun_before = clocks.get(event.step)  # whoever went on too early comes back to the clock as it was
    clocks[event.step] = (
        msgspec.structs.replace(begun_before, is_over=False)
        if begun_before
        else Clock(planned_s=state.session.steps[event.step].seconds)
    )
    return replace(state, step=event.step, clocks=clocks)


def _clocked(state: State, event: happened.Event) -> State:
    clock = state.clock
    if clock is None:
        return state
    match event:
        case happened.Started():
            clock = clock.started(event.at_s)
        case happened.Paused():
            clock = clock.paused(event.at_s)
        case happened.TimeAdded():
            clock = clock.with_more(event.seconds)
        case happened.StepEnded():
            clock = clock.ended(event.at_s)
    return replace(state, clocks={**state.clocks, state.step: clock})


def _agreed(state: State, event: happened.Event) -> State:
    match event:
        case happened.RuleProposed():
            of_team = sum(rule.team == event.team for uid, rule in state.rules.items() if uid != event.uid)
            return state if of_team >= MOST_RULES else replace(state, rules={**state.rules, event.uid: event})
        case happened.RuleVoted():
            return _voted(state, event)
        case happened.ActionPlanned():
            others = {uid: action for uid, action in state.actions.items() if uid != event.uid}
            if not event.text.strip():
                return replace(state, actions=others)
            if len(others) >= MOST_ACTIONS:
                return state
            return replace(state, actions={**state.actions, event.uid: event})
    return state


def _voted(state: State, event: happened.RuleVoted) -> State:
    if event.uid not in state.rules:
        return state
    votes = state.votes.get(event.uid, frozenset())
    if not event.yes:
        return replace(state, votes={**state.votes, event.uid: votes - {event.by}})
    given = sum(event.by in voters for uid, voters in state.votes.items() if uid != event.uid)
    return state if given >= MOST_RULES else replace(state, votes={**state.votes, event.uid: votes | {event.by}})
