"""What the shadings and signs of the timeline mean."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.report.timeline import legend
from ui.call.lanes import draw_swatch
from ui.desk import Desk

SWATCH = QSize(24, 11)
BETWEEN = 18.0


class Legend(QWidget):
    """One line of samples with their names; those that find no room at the end are left out."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        desk.theme.changed.connect(self.update)
        desk.words.changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        words = self._desk.words
        self._names = legend(words.language)
        self.setAccessibleName(words("legend"))
        self.setAccessibleDescription(", ".join(self._names.values()))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, round(QFontMetricsF(self._desk.theme.font(0.84)).height()) + 5)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        font, colours = self._desk.theme.font(0.84), self._desk.theme.colours
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        x, middle = 8.0, self.height() / 2 - 1
        for what, name in self._names.items():
            width = metrics.horizontalAdvance(name)
            if x + SWATCH.width() + 6 + width > self.width():
                break
            painter.save()
            draw_swatch(painter, QRectF(x, middle - SWATCH.height() / 2, SWATCH.width(), SWATCH.height()), what, colours)
            painter.restore()
            x += SWATCH.width() + 6
            painter.setPen(QColor(colours.soft))
            painter.drawText(QRectF(x, 0, width + 4, self.height() - 2), Qt.AlignmentFlag.AlignVCenter, name)
            x += width + BETWEEN
        painter.end()
