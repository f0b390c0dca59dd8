"""The clock for the room: a window of its own, light on dark, to be read from ten metres; it never takes the keys."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QCloseEvent, QFont, QFontMetricsF, QGuiApplication, QMouseEvent, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from ui.theme import Theme

Mood = Literal["usual", "two_minutes", "thirty_seconds", "over"]
# Ground and ink; each pair has a contrast of more than 7 to 1.
MOODS: dict[Mood, tuple[str, str]] = {
    "usual": ("#101215", "#f4f3ef"),
    "two_minutes": ("#2f2600", "#ffd84a"),
    "thirty_seconds": ("#4a1500", "#ffc9a8"),
    "over": ("#5c0f0d", "#ffffff"),
}
SMALLEST_TEXT = 0.045  # of the window's height


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the room sees; `lines` are the names, `state` says whether the clock stands, `way_in` the phones' address and QR code."""

    title: str
    time: str
    state: str = ""
    lines: Sequence[str] = ()
    mood: Mood = "usual"
    way_in: tuple[str, bytes] | None = None


class RoomClock(QWidget):
    """`closed` when its window goes. Full screen on a second display if there is one; a double click fills or leaves the screen."""

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        flags = Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(None, flags)
        self._theme = theme
        self.shown = Shown(title="", time="")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSize(320, 200)

    def open(self, beside: QWidget) -> None:
        """On another display than the one `beside` is on, else as a window that can be moved."""
        screens = QGuiApplication.screens()
        other = next((each for each in screens if each is not beside.screen()), None)
        if other is not None:
            self.setGeometry(other.geometry())
            self.showFullScreen()
        else:
            self.resize(960, 540)
            self.show()
        beside.activateWindow()  # some systems give every new window the keys

    def show_time(self, shown: Shown) -> None:
        if shown != self.shown:
            self.shown = shown
            self.setWindowTitle(f"{shown.time}  {shown.title}")
            self.setAccessibleName(f"{shown.time} {shown.title}")
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.accept()
        self.closed.emit()

    def sizeHint(self) -> QSize:
        return QSize(960, 540)

    def paintEvent(self, event: object) -> None:
        shown = self.shown
        ground, ink = (QColor(each) for each in MOODS[shown.mood])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), ground)
        painter.setPen(ink)
        width, height = float(self.width()), float(self.height())
        edge = 0.045 * height
        middle = width
        if shown.way_in:
            side = min(0.5 * height, 0.32 * width)
            middle = width - side - 2 * edge
            self._paint_way_in(painter, QRectF(width - side - edge, edge, side, side), shown.way_in)
        self._text(painter, QRectF(edge, 0.035 * height, middle - 2 * edge, 0.13 * height), shown.title, bold=True)
        bottom = 0.30 if shown.lines else 0.12
        self._text(painter, QRectF(edge, 0.16 * height, middle - 2 * edge, (0.74 - bottom) * height), shown.time, bold=True, fills=True)
        self._text(painter, QRectF(edge, (0.90 - bottom) * height, middle - 2 * edge, 0.085 * height), shown.state)
        for place, line in enumerate(shown.lines):
            top = (1.0 - 0.29 + 0.135 * place) * height
            self._text(painter, QRectF(edge, top, width - 2 * edge, 0.115 * height), line)
        painter.end()

    def _text(self, painter: QPainter, box: QRectF, text: str, *, bold: bool = False, fills: bool = False) -> None:
        """As large as the box allows, never smaller than can be read: then it is cut."""
        if not text:
            return
        font = QFont(self._theme.font(bold=bold))
        size = box.height() * (0.98 if fills else 0.82)
        font.setPixelSize(max(8, round(size)))
        wide = QFontMetricsF(font).horizontalAdvance(re.sub(r"\d", "0", text))  # the size does not jump from second to second
        if wide > box.width():
            size = max(size * box.width() / wide, min(size, SMALLEST_TEXT * self.height()))
            font.setPixelSize(max(8, int(size)))
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 2)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, cut)

    def _paint_way_in(self, painter: QPainter, box: QRectF, way_in: tuple[str, bytes]) -> None:
        address, code = way_in
        painter.fillRect(box, QColor("#ffffff"))
        QSvgRenderer(QByteArray(code)).render(painter, box)
        self._text(painter, QRectF(box.left(), box.bottom() + 4, box.width(), 0.07 * self.height()), address)
