"""A finding in one line, for calls with so many that showing each in full would take long."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.report.cards import Card
from ui.desk import Desk
from ui.widgets.signs import paint_sign

HEIGHT = 40


class CardLine(QWidget):
    """`chosen` is called with the card's number; painted, so that hundreds cost little."""

    def __init__(self, desk: Desk, card: Card, chosen: Callable[[int], None]) -> None:
        super().__init__()
        self._desk, self.card, self._chosen = desk, card, chosen
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        words = desk.words
        self._place = card.place.text if card.place else "—"
        self.setAccessibleName(
            words("card_at", number=card.number, kind=card.kind, colon=words.colon, title=card.title, place=self._place)
        )
        self.setAccessibleDescription(card.why)

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def paintEvent(self, event: object) -> None:
        theme, card = self._desk.theme, self.card
        colours = theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(colours.hover if self.underMouse() else colours.sheet))
        painter.setPen(QPen(QColor(colours.link if self.hasFocus() else colours.line), 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)
        paint_sign(painter, QPointF(24, HEIGHT / 2), card.look, str(card.number), colours, size=24, font=theme.font())
        middle = Qt.AlignmentFlag.AlignVCenter
        x = 46.0
        for text, bold, colour in (
            (card.kind, True, colours.text_of(card.look)),
            (self._place, False, colours.link),
            (card.title, True, colours.ink),
            (card.said.marked or card.said.after if card.said else card.why, False, colours.soft),
        ):
            font = theme.font(1.0, bold=bold)
            metrics = QFontMetricsF(font)
            room = self.width() - 12 - x
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(QRectF(x, 0, room, HEIGHT), middle, shown)
            x += metrics.horizontalAdvance(shown) + 12
            if x > self.width() - 30:
                break
        painter.end()

    def enterEvent(self, event: object) -> None:
        self.update()

    def leaveEvent(self, event: object) -> None:
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._chosen(self.card.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._chosen(self.card.number)
        else:
            super().keyPressEvent(event)
