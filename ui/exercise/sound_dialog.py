"""How scenes are recorded: whether, and with which microphones."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from coach.audio.play import Output
from ui.desk import Desk
from ui.practise.microphone import MicrophoneBox
from ui.widgets.parts import button, column, flowing, label, row


class SoundDialog(QDialog):
    """`chosen` when something is another: `is_wanted`, and `names`, the devices. It is hidden rather than let go."""

    chosen = Signal()
    failed = Signal(object)  # Failure

    def __init__(self, parent: QWidget, desk: Desk, output: Callable[[], AbstractContextManager[Output]]) -> None:
        super().__init__(parent)
        self._desk = desk
        lines = column(self, margins=(22, 18, 22, 16), spacing=10)
        self._title, self._consent = label(role="heading"), flowing(role="hint")
        self.wanted, self.two = QCheckBox(), QCheckBox()
        self.microphone = MicrophoneBox(desk, output)
        self.microphone.failed.connect(self.failed)
        self._leave = button("", self.accept, "main")
        for each in (self._title, self.wanted, self.two, self.microphone, self._consent):
            lines.addWidget(each)
        lines.addStretch(1)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(self._leave)
        lines.addLayout(foot)
        self.wanted.toggled.connect(lambda is_on: self.chosen.emit())
        self.two.toggled.connect(self._ask_for_two)
        self.microphone.rep.activated.connect(lambda place: self.chosen.emit())
        self.microphone.customer.activated.connect(lambda place: self.chosen.emit())
        self.setMinimumWidth(420)
        self.retranslate()

    @property
    def names(self) -> tuple[str | None, ...]:
        return tuple(self.microphone.names)

    def retranslate(self) -> None:
        words = self._desk.words
        self.setWindowTitle(words("recording_title"))
        self._title.setText(words("recording_title"))
        self.wanted.setText(words("record_scenes"))
        self.two.setText(words("two_microphones"))
        self._consent.setText(words("consent"))
        self._leave.setText(words("close"))
        self.microphone.retranslate()

    def _ask_for_two(self, asked: bool) -> None:
        self.microphone.ask_for_customer(asked)
        self.chosen.emit()
