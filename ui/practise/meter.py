"""How loud a channel is, as a bar from -60 to 0 dB."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.recording.level import Level
from ui.desk import Desk

RANGE_DB = 60.0
HIGH_DB, TOO_HIGH_DB = -9.0, -1.0  # from here on the bar is yellow, red
HEIGHT = 12


class Meter(QWidget):
    """Shows the peak as a bar and the mean as a brighter part of it; empty without a level."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.level = Level()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        desk.theme.changed.connect(self.update)
        self.show_level(Level())

    def sizeHint(self) -> QSize:
        return QSize(160, HEIGHT)

    def show_level(self, level: Level) -> None:
        self.level = level
        self.setAccessibleName(self._desk.words("level_of", db=round(level.peak_db)))
        self.update()

    def paintEvent(self, event: object) -> None:
        colours = self._desk.theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width, height = float(self.width()), float(self.height())
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(QRectF(0, 0, width, height), height / 2, height / 2)
        peak, mean = _share(self.level.peak_db), _share(self.level.rms_db)
        colour = QColor(colours.strength)
        if self.level.peak_db >= TOO_HIGH_DB:
            colour = QColor(colours.red)
        elif self.level.peak_db >= HIGH_DB:
            colour = QColor(colours.yellow)
        for share, strength in ((peak, 0.55), (mean, 1.0)):
            if share > 0:
                colour.setAlphaF(strength)
                painter.setBrush(colour)
                painter.drawRoundedRect(QRectF(0, 0, max(height, width * share), height), height / 2, height / 2)
        painter.end()


def _share(level_db: float) -> float:
    return min(1.0, max(0.0, 1 + level_db / RANGE_DB))
