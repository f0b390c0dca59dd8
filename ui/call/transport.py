"""The bar under the timeline: play, jump, speed, loop, zoom."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QToolButton

from coach.report.format import clock
from ui.call.player import SPEEDS, Player
from ui.desk import Desk
from ui.icons import icon
from ui.widgets.parts import label, row, tool


class Transport(QFrame):
    """Buttons for the call's actions; `speed_chosen` with a factor."""

    speed_chosen = Signal(float)

    def __init__(self, desk: Desk, actions: dict[str, QAction], player: Player) -> None:
        super().__init__()
        self.setObjectName("bar")
        self._desk, self._actions, self._player = desk, actions, player
        self._length_s = 0.0
        self._buttons: dict[str, QToolButton] = {}
        line = row(self, margins=(12, 5, 12, 5), spacing=4)
        for key in ("previous_finding", "back_5", "play_pause", "forward_5", "next_finding"):
            line.addWidget(self._button(key))
        line.addSpacing(10)
        self._time: QLabel = label("", "strong")
        line.addWidget(self._time)
        line.addSpacing(10)
        self._status = label("", "hint", wrap=True)
        line.addWidget(self._status, 1)
        self._speed_name = label("", "hint")
        self._speed = QComboBox()
        for speed in SPEEDS:
            self._speed.addItem(f"{speed:g}×", speed)
        self._speed_name.setBuddy(self._speed)
        self._speed.activated.connect(lambda index: self.speed_chosen.emit(self._speed.itemData(index)))
        line.addWidget(self._speed_name)
        line.addWidget(self._speed)
        line.addWidget(self._button("loop", checkable=True))
        line.addSpacing(12)
        for key in ("zoom_out", "zoom_in", "zoom_all"):
            line.addWidget(self._button(key))
        desk.words.changed.connect(self.retranslate)
        desk.theme.changed.connect(self._paint_icons)
        player.moved.connect(self._show_time)
        player.changed.connect(self._show_state)
        self.retranslate()
        self._paint_icons()
        self._show_state()

    def show_length(self, length_s: float) -> None:
        self._length_s = length_s
        self._show_time(self._player.position_s)

    def show_status(self, text: str) -> None:
        self._status.setText(text)

    @property
    def status(self) -> str:
        return self._status.text()

    def retranslate(self) -> None:
        words = self._desk.words
        self._speed_name.setText(words("speed"))
        self._speed.setAccessibleName(words("speed"))
        for key, button in self._buttons.items():
            keys = self._actions[key].shortcut().toString(self._actions[key].shortcut().SequenceFormat.NativeText)
            hint = words("loop_hint") if key == "loop" else words(key)
            button.setToolTip(f"{hint} ({keys})" if keys else hint)
            button.setAccessibleName(words(key))

    def _button(self, key: str, *, checkable: bool = False) -> QToolButton:
        made = tool("play" if key == "play_pause" else None, checkable=checkable)
        made.setIconSize(QSize(20, 20))
        if key == "play_pause":
            made.setFixedSize(34, 34)
        made.clicked.connect(lambda: self._actions[key].trigger())
        self._buttons[key] = made
        return made

    def _paint_icons(self) -> None:
        colours = self._desk.theme.colours
        for key, button in self._buttons.items():
            if key != "play_pause":
                button.setIcon(icon(key, colours.ink))
        self._show_state()

    def _show_state(self) -> None:
        player, words = self._player, self._desk.words
        play = self._buttons["play_pause"]
        play.setIcon(icon("pause" if player.is_playing else "play", self._desk.theme.colours.sheet, size=18))
        play.setAccessibleName(words("pause" if player.is_playing else "play"))
        for key in ("play_pause", "back_5", "forward_5", "loop"):
            self._buttons[key].setEnabled(player.can_play)
        self._buttons["loop"].setChecked(player.loop is not None)
        self._speed.setEnabled(player.can_play)
        self._speed.setCurrentIndex(self._speed.findData(player.speed))
        self._show_time(player.position_s)

    def _show_time(self, position_s: float) -> None:
        self._time.setText(f"{clock(position_s)} / {clock(self._length_s)}")
        self._time.setAccessibleName(f"{self._desk.words('position')} {self._time.text()}")
