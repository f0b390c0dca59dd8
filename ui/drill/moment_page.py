"""One moment of the drill: the customer's line, the answer, and the verdict; everything by key too."""

from __future__ import annotations

from functools import partial
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QPushButton, QWidget

from coach.practice.drill import Moment
from coach.practising.customers_words import Words
from coach.practising.sitting import SITTING_S, Sitting, is_over
from coach.recording.level import Level
from coach.recording.messages import Status
from coach.report.format import clean, clock
from ui.desk import Desk
from ui.drill.answer_field import AnswerField
from ui.drill.verdict_sheet import VerdictSheet
from ui.practise.meter import Meter
from ui.widgets.keys import key_action
from ui.widgets.parts import Page, button, column, flowing, frame, label, row, scrolled

# The customer speaks; the microphone opens; the rep speaks or types; heard; judged; the verdict is read; nothing was heard.
Phase = Literal["customer", "opening", "speak", "type", "hearing", "judging", "verdict", "silence"]
KEYS = (("drill_done", "Enter"), ("drill_again_please", "R"), ("show_text", "T"), ("drill_good", "G"), ("drill_once_more", "A"), ("drill_leave", "Esc"))
WIDEST = 860  # pixels: longer lines are hard to read
_STATES = {
    "customer": ("○", "drill_listen", "starting"),
    "opening": ("○", "drill_opening", "starting"),
    "speak": ("●", "drill_speak", "recording"),
    "type": ("✎", "drill_your_turn", "starting"),
    "hearing": ("…", "drill_hearing", "starting"),
    "judging": ("…", "drill_judging", "starting"),
    "verdict": ("", "drill_your_turn", "starting"),
    "silence": ("○", "drill_nothing_heard", "paused"),
}


class MomentPage(QWidget):
    """`pressed` with what the user wants: done, again, good, once_more, leave, or switch (between speaking and typing)."""

    pressed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.phase: Phase = "customer"
        self._moment: Moment | None = None
        self._words: Words | None = None
        self._sitting: Sitting | None = None
        self._shows_text = True
        self._left_s = SITTING_S
        self._buttons: dict[str, QPushButton] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the keys work at once
        self.actions_by_name = self._make_actions()
        page = Page()
        lines = column(page, spacing=12)
        lines.addWidget(self._make_customer())
        lines.addWidget(self._make_answer())
        self.verdict = VerdictSheet(desk)
        lines.addWidget(self.verdict)
        lines.addStretch(1)
        self._area = scrolled(page)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        middle = QWidget()
        middle.setMaximumWidth(WIDEST)
        outside = column(middle, spacing=10)
        outside.addLayout(self._make_head())
        outside.addWidget(self._area, 1)
        outside.addLayout(self._make_foot())
        whole = row(self)
        whole.addWidget(middle, 1)
        whole.addStretch(0)
        self.retranslate()

    # --- asked from outside

    def show_moment(self, sitting: Sitting) -> None:
        """What waits first in it."""
        self._sitting, self._moment, self._words = sitting, sitting.now, None
        self.field.clear()
        self._show_all()

    def show_words(self, words: Words | None) -> None:
        """The customer's sound, None while it is made ready. What cannot be heard is shown."""
        self._words = words
        self._show_customer()

    def show_phase(self, phase: Phase) -> None:
        self.phase = phase
        self._show_place()
        self._show_answer()
        if phase == "type":
            self.field.setFocus()
        else:
            self.setFocus()

    def show_level(self, status: Status) -> None:
        self.meter.show_level(status.levels[0] if status.levels and status.state == "recording" else Level())

    def show_left(self, left_s: float) -> None:
        """Seconds of the two minutes."""
        self._left_s = left_s
        self._time.setText(self._desk.words("time_left", left=clock(max(0.0, left_s))))

    def show_verdict(self, sitting: Sitting) -> None:
        """The latest answer of this sitting."""
        self._sitting = sitting
        self.verdict.show_latest(sitting)
        self.show_phase("verdict")
        self._area.ensureWidgetVisible(self.verdict, 0, 0)

    def retranslate(self) -> None:
        words = self._desk.words
        self.field.setPlaceholderText(words("drill_type_here"))
        self.field.setAccessibleName(words("drill_your_turn"))
        for name, _ in KEYS:
            self.actions_by_name[name].setText(words(name))
        for name in ("drill_again_please", "drill_good", "drill_once_more", "drill_leave"):
            self._buttons[name].setText(words(name))
            self._buttons[name].setToolTip(f"{words(name)} ({self.actions_by_name[name].shortcut().toString()})")
        self._says.setText(words("customer_says"))
        self._keys.setText(words("drill_keys"))
        self.verdict.retranslate()
        self._show_all()

    # --- made once

    def _make_head(self):
        head = row(spacing=12)
        self._place, self._time = label(role="strong"), label(role="soft")
        head.addWidget(self._place)
        head.addStretch(1)
        head.addWidget(self._time)
        return head

    def _make_customer(self) -> QFrame:
        sheet = frame("sheet")
        lines = column(sheet, margins=(24, 14, 24, 16), spacing=8)
        head = row(spacing=10)
        self._says, self._source = label(role="caption"), label(role="hint")
        head.addWidget(self._says)
        head.addStretch(1)
        head.addWidget(self._source)
        lines.addLayout(head)
        self._line = flowing(role="title")
        lines.addWidget(self._line)
        buttons = row(spacing=8)
        for name in ("drill_again_please", "show_text"):
            buttons.addWidget(self._button(name))
        buttons.addStretch(1)
        lines.addLayout(buttons)
        return sheet

    def _make_answer(self) -> QFrame:
        self._answer = sheet = frame("sheet")
        lines = column(sheet, margins=(24, 14, 24, 16), spacing=10)
        self._state = flowing()
        self.meter = Meter(self._desk)
        self.field = AnswerField()
        self.field.handed_in.connect(lambda: self._press("drill_done"))
        for part in (self._state, self.meter, self.field):
            lines.addWidget(part)
        buttons = row(spacing=8)
        self._switch = button("", lambda: self.pressed.emit("switch"))
        buttons.addWidget(self._switch)
        buttons.addStretch(1)
        lines.addLayout(buttons)
        return sheet

    def _make_foot(self):
        foot = column(spacing=8)
        buttons = row(spacing=10)
        for name in ("drill_leave", "drill_good", "drill_once_more"):
            buttons.addWidget(self._button(name))
            if name == "drill_leave":
                buttons.addStretch(1)
        self.main = button("", lambda: self._press("drill_done"), "main")
        buttons.addWidget(self.main)
        self._keys = label(role="hint")
        foot.addLayout(buttons)
        foot.addWidget(self._keys)
        return foot

    def _button(self, name: str) -> QPushButton:
        made = self._buttons[name] = button("", lambda: self._press(name))
        return made

    def _make_actions(self) -> dict[str, QAction]:
        return {name: key_action(self, keys, partial(self._by_key, name)) for name, keys in KEYS}

    # --- what is pressed

    def _by_key(self, name: str) -> None:
        focused = QApplication.focusWidget()
        if name == "drill_done" and isinstance(focused, QAbstractButton) and focused.isEnabled():
            focused.click()  # Enter presses the button that has the focus, as everywhere
        else:
            self._press(name)

    def _press(self, name: str) -> None:
        if name == "show_text":
            self._shows_text = not self._shows_text
            self._show_customer()
        elif name not in self._buttons or not self._buttons[name].isHidden():
            self.pressed.emit(name.removeprefix("drill_"))

    # --- showing

    def _show_all(self) -> None:
        self._show_place()
        self.show_left(self._left_s)
        self._show_customer()
        self._show_answer()

    def _show_place(self) -> None:
        sitting = self._sitting
        if sitting is not None:
            n = len(sitting.given) + (self.phase != "verdict")
            self._place.setText(self._desk.words("drill_place", n=n, all=len(sitting.given) + len(sitting.waiting)))

    def _show_customer(self) -> None:
        words, heard = self._desk.words, self._words
        if heard is None:
            source = words("drill_sound_coming")
        elif heard.clip is None:
            source = words("drill_no_sound")
        elif heard.voice is None:
            source = words("drill_own_sound")
        else:
            source = words("drill_voice_sound", name=heard.voice.name.in_(words.language))
        self._source.setText(source)
        is_silent = heard is not None and heard.clip is None
        is_shown = self._shows_text or is_silent
        self._line.setText((clean(self._moment.customer) if is_shown else words("text_hidden")) if self._moment else "")
        self._buttons["show_text"].setText(words("text_to_hide" if self._shows_text else "text_to_show"))
        self._buttons["show_text"].setEnabled(not is_silent)
        self._buttons["drill_again_please"].setEnabled(heard is not None and heard.clip is not None)

    def _show_answer(self) -> None:
        words, phase = self._desk.words, self.phase
        sign, key, role = _STATES[phase]
        self._state.setText(f"{sign}  {words(key)}")
        self._state.setProperty("role", f"state-{role}")
        self._state.style().unpolish(self._state)
        self._state.style().polish(self._state)
        is_typed, is_judged = phase == "type", phase == "verdict"
        self._answer.setVisible(not is_judged)
        self.verdict.setVisible(is_judged)
        self.field.setVisible(is_typed)
        self.meter.setVisible(phase in ("opening", "speak"))
        self._switch.setVisible(phase in ("customer", "opening", "speak", "type", "silence"))
        self._switch.setText(words("drill_speak_instead" if is_typed else "drill_type_instead"))
        for name in ("drill_good", "drill_once_more"):
            self._buttons[name].setVisible(is_judged)
        self.main.setVisible(phase not in ("hearing", "judging", "opening"))
        self.main.setText(words(self._main_key()))

    def _main_key(self) -> str:
        if self.phase == "verdict":
            over = self._sitting is not None and is_over(self._sitting, SITTING_S - self._left_s)
            return "drill_to_end" if over else "drill_next"
        keys = {"type": "drill_hand_in", "silence": "drill_speak_again", "customer": "drill_answer_now"}
        return keys.get(self.phase, "drill_done_speaking")
