"""The clock on the trainer's screen: the step, the time left, and what can be done with it."""

from __future__ import annotations

from functools import partial
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QPushButton, QWidget

from coach.exercise.clock import Clock
from coach.exercise.state import State
from ui.desk import Desk
from ui.exercise.names import left, step_name
from ui.exercise.room_clock import Mood
from ui.widgets.keys import key_action
from ui.widgets.parts import button, column, label, row

KEYS = (
    ("start_pause_clock", "Space"),
    ("add_minute", "M"),
    ("end_step", "End"),
    ("previous_step", "PgUp"),
    ("next_step", "PgDown"),
)
STEP_KEYS = ("previous_step", "next_step")
_LOOKS = {"clock_runs": "state-running", "clock_paused": "state-paused", "clock_over": "state-recording"}


class ClockBox(QFrame):
    """`pressed` with the name of what is wanted, one of KEYS; `owner` is the page whose keys these are.

    The buttons of STEP_KEYS are made here and stand where the owner puts them.
    """

    pressed = Signal(str)

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("sheet")
        lines = column(self, margins=(18, 10, 18, 12), spacing=6)
        head = row(spacing=12)
        self.step, self.state = label(role="title", wrap=True), label(role="state-starting")
        head.addWidget(self.step, 1)
        head.addWidget(self.state)
        lines.addLayout(head)
        middle = row(spacing=14)
        self.time = label(role="huge")
        middle.addWidget(self.time)
        self.how = label(role="soft", wrap=True)
        middle.addWidget(self.how, 1)
        lines.addLayout(middle)
        self.buttons: dict[str, QPushButton] = {}
        self.actions_by_name: dict[str, QAction] = {}
        line = row(spacing=8)
        for name, keys in KEYS:
            made = button("", lambda name=name: self.pressed.emit(name), "main" if name == "start_pause_clock" else None)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys where they are
            self.buttons[name] = made
            self.actions_by_name[name] = key_action(owner, keys, partial(self._by_key, name))
            if name not in STEP_KEYS:
                line.addWidget(made)
        line.addStretch(1)
        lines.addLayout(line)

    def show_state(self, state: State, now_s: float) -> None:
        words, clock = self._desk.words, state.clock
        self.step.setText(step_name(state.now_on, state.session, words))
        kind = "closed" if state.is_closed else state.now_on.kind if state.now_on else "none"
        self.how.setText("" if kind == "play" else words(f"how_{kind}"))
        self.how.setVisible(kind != "play")
        can = clock is not None and not clock.is_over and not state.is_closed
        self._name("start_pause_clock", "pause_clock" if can and clock.is_running else "go_on_clock" if can and clock.runs else "start_clock")
        self.buttons["start_pause_clock"].setEnabled(can)
        self.buttons["end_step"].setEnabled(can)
        self.buttons["add_minute"].setEnabled(clock is not None and not state.is_closed)
        self.buttons["previous_step"].setEnabled(bool(state.step) and not state.is_closed)
        last = len(state.session.steps) - 1
        self.buttons["next_step"].setEnabled(not state.is_closed and (state.step is None or state.step < last))
        self.show_time(state, now_s)

    def show_time(self, state: State, now_s: float) -> None:
        clock = state.clock
        self.time.setText(left(clock.left_s(now_s)) if clock else "–:––")
        key = clock_state(state, now_s)
        text = self._desk.words(key) if key else ""
        if text != self.state.text():
            self.state.setText(text)
            self.state.setProperty("role", _LOOKS.get(key, "state-starting"))
            self.state.style().unpolish(self.state)
            self.state.style().polish(self.state)

    def retranslate(self) -> None:
        words = self._desk.words
        for name, action in self.actions_by_name.items():
            action.setText(words(name))
            self._name(name, "start_clock" if name == "start_pause_clock" else name)

    def _name(self, name: str, key: str) -> None:
        keys = self.actions_by_name[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        text = f"{self._desk.words(key)} ({keys})"
        if text != self.buttons[name].text():
            self.buttons[name].setText(text)

    def _by_key(self, name: str) -> None:
        focused = QApplication.focusWidget()
        # Space presses the button that the keyboard went to, as everywhere; otherwise it starts and pauses.
        if name == "start_pause_clock" and isinstance(focused, QAbstractButton) and focused.isEnabled():
            focused.click()
        else:
            self.pressed.emit(name)


def clock_state(state: State, now_s: float) -> str:
    """The word for how the clock is; empty before the first step and after the session."""
    clock = state.clock
    if clock is None or state.is_closed:
        return ""
    if clock.is_over:
        return "clock_ended"
    if clock.runs and clock.left_s(now_s) <= 0:
        return "clock_over"
    return "clock_runs" if clock.is_running else "clock_paused" if clock.runs else "clock_stands"


def mood_of(clock: Clock | None, now_s: float) -> Mood:
    """What the room's clock looks like; a step shorter than a signal's time skips it, as the sound does."""
    if clock is None or not clock.runs or clock.is_over:
        return "usual"
    left_s = clock.left_s(now_s)
    if left_s <= 0:
        return "over"
    for mood, at_s in (("thirty_seconds", 30.0), ("two_minutes", 120.0)):
        if left_s <= at_s < clock.planned_s:
            return mood
    return "usual"
