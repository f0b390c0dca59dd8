"""The numbered signs of the cards: every kind has a shape of its own, so that it can be told without colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Colours, Theme


def paint_sign(
    painter: QPainter, centre: QPointF, look: str, number: str, colours: Colours, *, size: float, font: QFont
) -> None:
    """A sign `size` high around `centre`; the painter comes back as it was."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    x, y, half = centre.x(), centre.y(), size / 2
    colour = QColor(getattr(colours, look))
    ink = colour
    if look in ("red", "yellow"):
        ink = QColor(getattr(colours, f"{look}_ink"))
        painter.setBrush(colour)
        painter.setPen(QPen(colour if look == "red" else ink, 1.2))
        painter.drawRoundedRect(QRectF(x - half * 0.76, y - half * 0.98, half * 1.52, half * 1.96), 2.6, 2.6)
    elif look == "strength":
        ink = QColor(colours.strength_ink)
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(centre, half * 0.95, half * 0.95)
    elif look == "missed":
        pen = QPen(colour, 1.7)
        pen.setDashPattern([2.0, 1.6])
        painter.setBrush(QColor(colours.sheet))
        painter.setPen(pen)
        painter.drawEllipse(centre, half * 0.92, half * 0.92)
    else:
        painter.setBrush(QColor(colours.sheet))
        painter.setPen(QPen(colour, 1.6))
        corners = (QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y))
        painter.drawPolygon(QPolygonF(corners))
    if number:
        fitted = QFont(font)
        fitted.setWeight(QFont.Weight.Bold)
        fitted.setPixelSize(max(7, round(size * (0.56 if len(number) < 2 else 0.5 if len(number) < 3 else 0.38))))
        painter.setFont(fitted)
        painter.setPen(ink)
        painter.drawText(QRectF(x - size, y - size, 2 * size, 2 * size), Qt.AlignmentFlag.AlignCenter, number)
    painter.restore()


class Sign(QWidget):
    """One sign as a widget; `tilt` turns it by so many degrees."""

    def __init__(self, theme: Theme, look: str, number: str = "", *, size: int = 26, tilt: float = 0.0) -> None:
        super().__init__()
        self._theme, self._look, self._number, self._size, self._tilt = theme, look, number, size, tilt
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._size + 4, self._size + 4)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.translate(self.width() / 2, self.height() / 2)
        painter.rotate(self._tilt)
        paint_sign(
            painter, QPointF(0, 0), self._look, self._number, self._theme.colours, size=self._size, font=self.font()
        )
        painter.end()
