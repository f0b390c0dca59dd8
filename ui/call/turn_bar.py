"""The bar under the transcript while words or turns are selected in it: a button for each thing to be done with them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton

from coach.model import Scorecard
from ui.call.deeds import Cut, deeds
from ui.desk import Desk
from ui.widgets.parts import button, clear, column, label


class TurnBar(QFrame):
    """`asked` with the Corrections of the button that was pressed."""

    asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines = column(self, margins=(10, 4, 10, 6), spacing=4)
        self._buttons: dict[str, QPushButton] = {}
        self.setVisible(False)

    def show_turns(self, scorecard: Scorecard | None, numbers: Sequence[int], cut: Cut | None) -> None:
        """What can be done with these turns; hidden for none."""
        clear(self._lines)
        self._buttons = {}
        if scorecard is not None and numbers:
            words = self._desk.words
            one = len(numbers) == 1
            self._lines.addWidget(label(words("turn_chosen", n=numbers[0]) if one else words("turns_chosen", n=len(numbers)), "hint"))
            grid = QGridLayout()
            grid.setSpacing(4)
            for place, deed in enumerate(deeds(scorecard, numbers, cut, words)):
                self._buttons[deed.key] = made = button(deed.text, partial(self.asked.emit, list(deed.changes)))
                made.setMinimumWidth(60)
                grid.addWidget(made, place // 2, place % 2)
            self._lines.addLayout(grid)
        self.setVisible(bool(self._buttons))

    def button(self, key: str) -> QPushButton:
        return self._buttons[key]
