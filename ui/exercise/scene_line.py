"""A scene in time: the observers' marks above the line, the program's findings below; a click plays from just before."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from coach.report.format import clock
from ui.desk import Desk

EDGE, SIGN, NEAR = 16, 6.0, 9.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """`look`: red, strength or missed; `text` tells it in words. `at_s` in the scene, pauses not counted."""

    at_s: float
    look: str
    text: str
    is_above: bool


class SceneLine(QWidget):
    """`chosen` with the time in seconds of a sign, or of the place, that was clicked; ← → and Enter go from sign to sign."""

    chosen = Signal(float)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._signs: tuple[Sign, ...] = ()
        self._length_s = 1.0
        self._at: int | None = None
        self._position_s: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_scene(self, signs: tuple[Sign, ...], length_s: float, name: str) -> None:
        signs = tuple(sorted(signs, key=lambda sign: sign.at_s))
        if signs != self._signs:
            self._at = None
        self._signs, self._length_s = signs, max(1.0, length_s, *(sign.at_s for sign in signs))
        self.setAccessibleName(name)
        self.update()

    def show_position(self, at_s: float | None) -> None:
        """Where the sound is; None while it is silent."""
        self._position_s = at_s
        self.update()

    @property
    def signs(self) -> tuple[Sign, ...]:
        return self._signs

    def x_of(self, at_s: float) -> float:
        return EDGE + at_s / self._length_s * (self.width() - 2 * EDGE)

    def sizeHint(self) -> QSize:
        return QSize(300, 58 + QFontMetrics(self._desk.theme.font(0.88)).height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        near = self._near(event.position())
        if near is not None:
            self._choose(near)
        elif event.button() == Qt.MouseButton.LeftButton:
            share = (event.position().x() - EDGE) / max(1, self.width() - 2 * EDGE)
            self.chosen.emit(min(1.0, max(0.0, share)) * self._length_s)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by and self._signs:
            first = 0 if by > 0 else len(self._signs) - 1
            self._at = first if self._at is None else min(max(0, self._at + by), len(self._signs) - 1)
            self.setAccessibleDescription(self._signs[self._at].text)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at is not None:
            self._choose(self._at)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            near = self._near(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._signs[near].text if near is not None else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._desk.theme
        colours = theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, small = self._middle, theme.font(0.88)
        painter.setPen(QPen(QColor(colours.link if self.hasFocus() else colours.line), 2))
        painter.drawLine(QPointF(EDGE, middle), QPointF(self.width() - EDGE, middle))
        for place, sign in enumerate(self._signs):
            centre = self._centre(sign)
            colour = QColor(colours.text_of(sign.look))
            painter.setPen(QPen(colour, 1.5))
            painter.drawLine(QPointF(centre.x(), middle), centre)
            painter.setPen(QPen(QColor(colours.ink), 2) if place == self._at else Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            if sign.look == "red":
                painter.drawRect(QRectF(centre.x() - 4, centre.y() - SIGN, 8, 2 * SIGN))
            elif sign.look == "strength":
                painter.drawEllipse(centre, SIGN, SIGN)
            else:  # hollow: told apart without colour
                painter.setPen(QPen(colour, 2))
                painter.setBrush(QColor(colours.sheet))
                painter.drawEllipse(centre, SIGN - 1, SIGN - 1)
        if self._position_s is not None:
            painter.setPen(QPen(QColor(colours.ink), 1.5))
            x = self.x_of(self._position_s)
            painter.drawLine(QPointF(x, 4), QPointF(x, 2 * middle - 4))
        painter.setFont(small)
        painter.setPen(QColor(colours.soft))
        below = QRectF(EDGE, 2 * middle, self.width() - 2 * EDGE, self.height() - 2 * middle)
        told = self._signs[self._at].text if self._at is not None else "0:00"
        width = int(below.width() * 0.85)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, QFontMetrics(small).elidedText(told, Qt.TextElideMode.ElideRight, width))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, clock(self._length_s))
        painter.end()

    @property
    def _middle(self) -> float:
        return 27.0

    def _centre(self, sign: Sign) -> QPointF:
        return QPointF(self.x_of(sign.at_s), self._middle + (-16 if sign.is_above else 16))

    def _near(self, place: QPointF) -> int | None:
        def far(at: int) -> float:
            centre = self._centre(self._signs[at])
            return max(abs(centre.x() - place.x()), abs(centre.y() - place.y()))

        nearest = min(range(len(self._signs)), key=far, default=None)
        return nearest if nearest is not None and far(nearest) <= NEAR else None

    def _choose(self, place: int) -> None:
        self._at = place
        self.setAccessibleDescription(self._signs[place].text)
        self.update()
        self.chosen.emit(self._signs[place].at_s)
