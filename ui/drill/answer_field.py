"""Where an answer is typed: Enter hands it in, Shift+Enter begins a new line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

LONGEST = 4000  # characters, as in the command line
LINES = 3


class AnswerField(QPlainTextEdit):
    handed_in = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(round(self.fontMetrics().lineSpacing() * LINES + 26))

    @property
    def text(self) -> str:
        return " ".join(self.toPlainText().split())[:LONGEST]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.handed_in.emit()
        else:
            super().keyPressEvent(event)
