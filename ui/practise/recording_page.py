"""While a practice call is recorded: the state, the time, the level, what the customer says, and the keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QPushButton, QWidget

from coach.model import Language
from coach.practice.format import Case
from coach.recording.messages import Status
from coach.report.format import clock, seconds
from ui.desk import Desk
from ui.practise.case_card import CaseCard
from ui.practise.customer_voice import CustomerVoice
from ui.practise.meter import Meter
from ui.widgets.keys import key_action
from ui.widgets.parts import button, column, frame, label, row

KEYS = (
    ("pause_go_on", "Space"),
    ("mark_moment", "M"),
    ("stop_recording", "Q"),
    ("next_line", "Enter"),
    ("vent_on", "V"),
    ("say_again", "R"),
    ("show_text", "T"),
)
_SIGNS = {"starting": "○", "recording": "●", "paused": "‖", "ended": "■"}


class RecordingPage(QWidget):
    """`ordered` with what the user wants of the recorder: pause, go on, mark, stop."""

    ordered = Signal(str)

    def __init__(self, desk: Desk, voice: CustomerVoice) -> None:
        super().__init__()
        self._desk, self._voice = desk, voice
        self._status = Status(state="starting")
        self._limit_s = 0.0
        self._shows_text = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the keys work at once
        self.actions_by_name = self._make_actions()
        line = row(self, spacing=14)
        left = column(spacing=14)
        left.addWidget(self._make_state())
        left.addWidget(self._make_customer(), 1)
        self._space = QWidget()
        left.addWidget(self._space, 1)
        self.card = CaseCard(desk)
        line.addLayout(left, 3)
        line.addWidget(self.card, 2)
        voice.changed.connect(self._show_customer)
        self.retranslate()

    def begin(self, case: Case | None, language: Language, *, limit_s: float, is_played: bool) -> None:
        """A new recording; `is_played`: the program plays the customer."""
        self._limit_s = limit_s
        self.card.setVisible(case is not None)
        self.card.show_case(case, language)
        self._customer.setVisible(is_played)
        self._space.setVisible(not is_played)
        for name in ("next_line", "vent_on", "say_again", "show_text"):
            self.actions_by_name[name].setEnabled(is_played)
        self.show_status(Status(state="starting"))
        self._show_customer()
        self.setFocus()

    def show_status(self, status: Status) -> None:
        self._status = status
        words = self._desk.words
        self._show_state(words(f"state_{status.state}"))
        self._elapsed.setText(clock(status.elapsed_s))
        self._left.setText(words("time_left", left=clock(max(0.0, self._limit_s - status.elapsed_s))))
        for place, (caption, meter) in enumerate(self._meters):
            is_there = place < max(1, len(status.levels))
            caption.setVisible(is_there and len(status.levels) > 1)
            meter.setVisible(is_there)
            if place < len(status.levels):
                meter.show_level(status.levels[place])
        self.pause.setText(words("go_on_recording" if status.state == "paused" else "pause_recording"))
        runs = status.state in ("recording", "paused")
        for part in (self.pause, self.mark, self.stop):
            part.setEnabled(runs)
        self._said.setText(self._news(status))

    def retranslate(self) -> None:
        words = self._desk.words
        for name, action in self.actions_by_name.items():
            action.setText(words(name))
        for name, pressed in self._buttons.items():
            keys = self.actions_by_name[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            if name not in ("pause_go_on", "show_text"):  # these say what pressing them does now
                pressed.setText(words(name))
            pressed.setToolTip(f"{words(name)} ({keys})")
        self._keys.setText(self._keys_of(KEYS[:3]))
        self._customer_keys.setText(self._keys_of(KEYS[3:]))
        for (caption, _), key in zip(self._meters, ("rep_level", "customer_level"), strict=True):
            caption.setText(words(key))
        self.setAccessibleName(words("practice_call"))
        self._says.setText(words("customer_says"))
        self.card.retranslate()
        self.show_status(self._status)
        self._show_customer()

    def _keys_of(self, keys: Sequence[tuple[str, str]]) -> str:
        words = self._desk.words
        shown = [(self.actions_by_name[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText), words(name)) for name, _ in keys]
        return "　".join(f"{key}{words.colon}{name}" for key, name in shown)

    # --- made once

    def _make_state(self) -> QFrame:
        sheet = frame("sheet")
        lines = column(sheet, margins=(24, 16, 24, 16), spacing=8)
        head = row(spacing=12)
        self._state = label()
        self._elapsed = label(role="huge")
        self._left = label(role="soft")
        head.addWidget(self._state, 1)
        lines.addLayout(head)
        times = row(spacing=14)
        times.addWidget(self._elapsed)
        times.addWidget(self._left, 1, Qt.AlignmentFlag.AlignBottom)
        lines.addLayout(times)
        self._meters = []
        for _ in range(2):
            line = row(spacing=10)
            caption, meter = label(role="hint"), Meter(self._desk)
            line.addWidget(caption)
            line.addWidget(meter, 1)
            lines.addLayout(line)
            self._meters.append((caption, meter))
        buttons = row(spacing=10)
        self.pause = button("", lambda: self._press("pause_go_on"))
        self.mark = button("", lambda: self._press("mark_moment"))
        self.stop = button("", lambda: self._press("stop_recording"), "record")
        self._buttons: dict[str, QPushButton] = {"pause_go_on": self.pause, "mark_moment": self.mark, "stop_recording": self.stop}
        buttons.addWidget(self.pause)
        buttons.addWidget(self.mark)
        buttons.addStretch(1)
        buttons.addWidget(self.stop)
        lines.addSpacing(4)
        lines.addLayout(buttons)
        self._said = label(role="hint", wrap=True)
        self._keys = label(role="hint", wrap=True)
        lines.addWidget(self._said)
        lines.addWidget(self._keys)
        return sheet

    def _make_customer(self) -> QFrame:
        self._customer = sheet = frame("sheet")
        lines = column(sheet, margins=(24, 14, 24, 16), spacing=8)
        head = row(spacing=10)
        self._says, self._doing = label(role="caption"), label(role="hint")
        head.addWidget(self._says)
        head.addStretch(1)
        head.addWidget(self._doing)
        lines.addLayout(head)
        self._words = label(role="title", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        lines.addWidget(self._words, 1)
        buttons = row(spacing=8)
        for name in ("next_line", "vent_on", "say_again", "show_text"):
            pressed = button("", lambda name=name: self._press(name))
            self._buttons[name] = pressed
            buttons.addWidget(pressed)
        buttons.addStretch(1)
        lines.addLayout(buttons)
        self._customer_keys = label(role="hint", wrap=True)
        lines.addWidget(self._customer_keys)
        return sheet

    def _make_actions(self) -> dict[str, QAction]:
        return {name: key_action(self, keys, partial(self._by_key, name)) for name, keys in KEYS}

    # --- what is pressed

    def _by_key(self, name: str) -> None:
        focused = QApplication.focusWidget()
        # Space and Enter press the button that has the focus, as everywhere; otherwise they pause, and bring the next line.
        if name in ("pause_go_on", "next_line") and isinstance(focused, QAbstractButton) and focused.isEnabled():
            if name == "pause_go_on" or focused not in (self.pause, self.mark, self.stop):
                focused.click()
                return
        self._press(name)

    def _press(self, name: str) -> None:
        does: dict[str, Callable[[], object]] = {
            "pause_go_on": self._pause_or_go_on,
            "mark_moment": lambda: self.ordered.emit("mark"),
            "stop_recording": lambda: self.ordered.emit("stop"),
            "next_line": lambda: self._voice.say("answer"),
            "vent_on": lambda: self._voice.say("vent"),
            "say_again": lambda: self._voice.say("again"),
            "show_text": self._show_or_hide,
        }
        if self._status.state in ("recording", "paused"):
            does[name]()

    def _pause_or_go_on(self) -> None:
        self.ordered.emit("go on" if self._status.state == "paused" else "pause")

    def _show_or_hide(self) -> None:
        self._shows_text = not self._shows_text
        self._show_customer()

    # --- showing

    def _show_state(self, text: str) -> None:
        state = self._status.state
        shown = f"{_SIGNS[state]}  {text}"
        if shown != self._state.text():
            self._state.setText(shown)
            self._state.setProperty("role", f"state-{state}")
            self._state.style().unpolish(self._state)
            self._state.style().polish(self._state)

    def _news(self, status: Status) -> str:
        words, news = self._desk.words, []
        if status.problem:
            news.append(status.problem.in_(words.language))
        if status.moments:
            news.append(words("marked_at", times=" ".join(clock(moment_s) for moment_s in status.moments)))
        if status.overflows:
            news.append(words("sound_lost", n=status.overflows))
        if status.slept_s:
            news.append(words("stood_still", length=seconds(status.slept_s, words.language)))
        return "\n".join(news)

    def _show_customer(self) -> None:
        words, voice = self._desk.words, self._voice
        doing = {"speaking": "customer_speaking", "listening": "customer_listening", "hung_up": "customer_hung_up"}
        self._doing.setText(words(doing[voice.doing]) if voice.doing in doing else "")
        self._buttons["show_text"].setText(words("text_to_hide" if self._shows_text else "text_to_show"))
        text = voice.text if self._shows_text or not voice.text else words("text_hidden")
        self._words.setText(text or words("you_begin"))
        for name in ("next_line", "vent_on", "say_again"):
            self._buttons[name].setEnabled(voice.doing not in ("nothing", "hung_up"))
