"""A pitch contour, or two of the same sentence, around the speaker's own median."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.delivery.livelier import Voice
from coach.delivery.pitch import PITCH_HOP_S
from coach.model import Delivery
from ui.call.lanes import Contour, Strip, contour_path, draw_pitch
from ui.desk import Desk

HEIGHT, TALL = 56, 130
REACH_ST = 12.0  # up and down from the median
SHORTEST_S = 2.0  # as long a stretch is shown at least


class ContourView(QWidget):
    """Empty until `show_delivery`; nothing is drawn where no pitch was measured."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._contour: Contour | None = None
        self._length_s = SHORTEST_S
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        desk.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def show_delivery(self, delivery: Delivery | None, *, length_s: float) -> None:
        """`length_s`: how long a stretch the width is, the same for what is compared."""
        curve = delivery.curves.get("f0_hz") if delivery else None
        median_hz = delivery.pitch_median_hz if delivery else None
        self._contour = Contour.of(curve, median_hz) if curve and curve.times_s and median_hz else None
        self._length_s = max(SHORTEST_S, length_s)
        self.update()

    def paintEvent(self, event: object) -> None:
        if self._contour is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        strip = Strip(0.0, self._length_s, box.left(), box.width())
        draw_pitch(painter, strip, box, contour=self._contour, colours=self._desk.theme.colours)
        painter.end()


class TwoContours(QWidget):
    """The same sentence twice around the median of the first: thin as it was said, thick livelier."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._voices: tuple[Voice, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(TALL)
        self.setAccessibleName(desk.words("pitch_picture"))
        self.setToolTip(desk.words("pitch_picture"))
        desk.theme.changed.connect(self.update)

    def show_voices(self, flat: Voice, lively: Voice) -> None:
        """Both with a pitch."""
        self._voices = (flat, lively)
        self.update()

    def paintEvent(self, event: object) -> None:
        colours = self._desk.theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.fillRect(box, QColor(colours.ground))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(QLineF(box.left(), box.center().y(), box.right(), box.center().y()))
        for voice, colour, width in zip(self._voices, (colours.soft, colours.rep), (1.3, 2.6), strict=False):
            pen = QPen(QColor(colour), width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            times_s = np.arange(len(voice.f0_hz)) * PITCH_HOP_S
            semitones = 12 * np.log2(voice.f0_hz / self._voices[0].figures.median_hz)
            heights = box.center().y() - np.clip(semitones / REACH_ST, -1, 1) * (box.height() / 2 - 4)
            strip = Strip(0.0, max(SHORTEST_S, len(voice.f0_hz) * PITCH_HOP_S), box.left() + 6, box.width() - 12)
            painter.drawPath(contour_path(times_s, heights, strip, hole_s=4 * PITCH_HOP_S))
        painter.end()
