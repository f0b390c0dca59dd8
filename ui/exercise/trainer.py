"""What the trainer can do in a session: each is one event or two."""

from __future__ import annotations

import secrets

import msgspec

from coach.exercise import events as happened
from coach.exercise.marks import CARDS, Mark
from coach.exercise.session import Scene
from coach.exercise.state import State
from ui.exercise.diary import Diary

MINUTE_S = 60.0
TRAINER = "trainer"


class Trainer:
    """Acts on the session in `diary`; what cannot be done now does nothing."""

    def __init__(self, diary: Diary) -> None:
        self._diary = diary

    # --- steps and their clock

    def go_to_step(self, step: int) -> None:
        state = self._diary.ahead
        if not state.is_closed and 0 <= step < len(state.session.steps) and step != state.step:
            self._add(happened.StepBegun(at_s=self._now_s, step=step))

    def next_step(self) -> None:
        state = self._diary.ahead
        self.go_to_step(0 if state.step is None else state.step + 1)

    def previous_step(self) -> None:
        if self._diary.ahead.step is not None:
            self.go_to_step(self._diary.ahead.step - 1)

    def start_or_pause(self) -> None:
        clock = self._diary.ahead.clock
        if clock is not None and not clock.is_over and not self._diary.ahead.is_closed:
            self._add(happened.Paused(at_s=self._now_s) if clock.is_running else happened.Started(at_s=self._now_s))

    def add_minute(self) -> None:
        if self._diary.ahead.clock is not None and not self._diary.ahead.is_closed:
            self._add(happened.TimeAdded(at_s=self._now_s, seconds=MINUTE_S))

    def end_step(self) -> None:
        clock = self._diary.ahead.clock
        if clock is not None and not clock.is_over and not self._diary.ahead.is_closed:
            self._add(happened.StepEnded(at_s=self._now_s))

    def close_session(self) -> None:
        now_s = self._now_s
        if self._diary.ahead.is_closed:
            return
        if self._diary.ahead.clock is not None:
            self._add(happened.StepEnded(at_s=now_s))
        self._add(happened.Closed(at_s=now_s))

    # --- the scene

    def freeze(self) -> None:
        clock = self._diary.ahead.clock
        if clock is not None and clock.is_running:
            self._add(happened.Paused(at_s=self._now_s))

    def swap(self, goes: str, comes: str) -> None:
        scene = playing_now(self._diary.ahead, self._now_s)
        if scene is not None and goes in scene.players and goes != comes:
            self._add(happened.TookOver(at_s=self._now_s, scene=scene.number, goes=goes, comes=comes))

    def change_plan(self, scenes: tuple[Scene, ...]) -> None:
        self._add(happened.PlanChanged(at_s=self._now_s, scenes=scenes))

    # --- marks

    def mark(self, item: str, plus: bool, *, stage: str | None, by: str = TRAINER) -> None:
        """In the scene that is on, at this moment."""
        step = self._diary.ahead.now_on
        if step is not None and step.scene is not None:
            self.mark_at(step.scene, self._now_s, item, plus, stage=stage, by=by)

    def mark_at(self, scene: int, at_s: float, item: str, plus: bool, *, stage: str | None, by: str, words: str = "") -> None:
        mark = Mark(
            uid=_uid(), by=by, scene=scene, at_s=at_s, item=item, plus=plus and item not in CARDS, stage=stage,
            words=" ".join(words.split())[:200],
        )  # fmt: skip
        self._add(happened.Marked(at_s=self._now_s, mark=mark))

    def say_of(self, mark: Mark, words: str) -> None:
        """The mark with a word or two: one mark in place of the other, at the same time."""
        now_s = self._now_s
        changed = msgspec.structs.replace(mark, uid=_uid(), words=" ".join(words.split())[:200])
        self._add(happened.Unmarked(at_s=now_s, uid=mark.uid, by=TRAINER), happened.Marked(at_s=now_s, mark=changed))

    def take_back(self, mark: Mark) -> None:
        self._add(happened.Unmarked(at_s=self._now_s, uid=mark.uid, by=TRAINER))

    @property
    def _now_s(self) -> float:
        return self._diary.now_s()

    def _add(self, *events: happened.Event) -> None:
        self._diary.add(*events)


def playing_now(state: State, now_s: float) -> Scene | None:
    """The scene of the step that is on, with those who play in it now."""
    step = state.now_on
    scene = state.session.scene(step.scene) if step is not None and step.scene is not None else None
    return state.playing(scene, now_s) if scene else None


def _uid() -> str:
    return f"t-{secrets.token_hex(8)}"
