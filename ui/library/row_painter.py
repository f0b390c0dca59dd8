"""One call of the list, painted: score, title, facts, cards, date."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from coach.library.find import Hit
from coach.library.store import CallSummary
from coach.report.format import clean, number
from ui.desk import Desk
from ui.library.model import HIT, CallList, when
from ui.library.view import MORE, more_box
from ui.widgets.signs import paint_sign

GAP, EDGE, SCORE = 8, 16, 64
COUNT, WHEN = 56, 170


class RowPainter(QStyledItemDelegate):
    def __init__(self, desk: Desk, calls: CallList) -> None:
        super().__init__()
        self._desk, self._calls = desk, calls

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        title = QFontMetrics(self._desk.theme.font(1.12, bold=True)).height()
        facts = QFontMetrics(self._desk.theme.font(0.92)).height()
        return QSize(400, title + 2 * facts + 22 + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        call = index.data(Qt.ItemDataRole.UserRole)
        theme = self._desk.theme
        colours = theme.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(1, 1, -1, -GAP)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(QColor(colours.hover if hover else colours.sheet))
        focused = selected and bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(QColor(colours.link if focused else colours.line), 2 if focused else 1))
        painter.drawRoundedRect(box, 9, 9)
        inside = box.toRect().adjusted(EDGE, 0, -EDGE, 0)
        self._paint_score(painter, QRect(inside.left(), inside.top(), SCORE, inside.height()), call)
        self._paint_more(painter, more_box(option.rect))
        right = inside.right() - MORE
        painter.setFont(theme.font(0.92))
        painter.setPen(QColor(colours.soft))
        place = QRect(right - WHEN, inside.top(), WHEN, inside.height())
        painter.drawText(
            place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, when(call.made_at, self._desk.words)
        )
        right -= WHEN + 12
        for look, count in (("yellow", call.yellow_cards), ("red", call.red_cards)):
            self._paint_count(painter, QRect(right - COUNT, inside.top(), COUNT, inside.height()), look, count)
            right -= COUNT
        self._paint_texts(painter, QRect(inside.left() + SCORE + 14, inside.top(), 0, inside.height()), right - 12, index.data(HIT))
        painter.restore()

    def _paint_score(self, painter: QPainter, place: QRect, call: CallSummary) -> None:
        theme = self._desk.theme
        painter.setFont(theme.font(1.7, bold=True))
        painter.setPen(QColor(theme.colours.soft if call.score is None else theme.colours.ink))
        text = "—" if call.score is None else number(call.score)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_more(self, painter: QPainter, place: QRect) -> None:
        """Three dots: there is a menu."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._desk.theme.colours.soft))
        middle = QPointF(place.center().x(), place.center().y() - GAP / 2 + 1)
        for step in (-6, 0, 6):
            painter.drawEllipse(middle + QPointF(0, step), 1.7, 1.7)

    def _paint_count(self, painter: QPainter, place: QRect, look: str, count: int) -> None:
        theme = self._desk.theme
        centre = QPointF(place.left() + 12, place.center().y() + 0.5)
        painter.setOpacity(1.0 if count else 0.3)
        paint_sign(painter, centre, look, "", theme.colours, size=19, font=theme.font())
        painter.setOpacity(1.0)
        painter.setFont(theme.font(1.0, bold=bool(count)))
        painter.setPen(QColor(theme.colours.ink if count else theme.colours.soft))
        painter.drawText(place.adjusted(26, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, str(count))

    def _paint_texts(self, painter: QPainter, place: QRect, right: int, hit: Hit) -> None:
        call, about = hit.call, self._calls.about(hit)
        theme = self._desk.theme
        width = max(0, right - place.left())
        title_font, facts_font = theme.font(1.12, bold=True), theme.font(0.92)
        title, facts = QFontMetrics(title_font), QFontMetrics(facts_font)
        top = place.center().y() - (title.height() + (2 if about else 1) * facts.height() + 2) // 2
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(title_font)
        painter.setPen(QColor(theme.colours.ink))
        painter.drawText(place.left(), top + title.ascent(), title.elidedText(clean(call.title), elide, width))
        painter.setFont(facts_font)
        painter.setPen(QColor(theme.colours.soft))
        baseline = top + title.height() + 2 + facts.ascent()
        painter.drawText(place.left(), baseline, facts.elidedText(self._calls.facts(call), elide, width))
        painter.setPen(QColor(theme.colours.ink))
        painter.drawText(place.left(), baseline + facts.height(), facts.elidedText(about, elide, width))
