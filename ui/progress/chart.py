"""One series from call to call: dots, the means of the last calls, the person's own usual range."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.model import Baseline
from coach.progress import RECENT, Series
from ui.desk import Desk
from ui.progress.figures import day, scale, shown, summary, usual

EDGE, DOT, CROWDED = 14, 3.4, 7.0
MOST = 100  # calls in a chart, the latest: more are not to be told apart; the tables have them all
SMALLEST = 300  # pixels wide


@dataclass(frozen=True, slots=True, kw_only=True)
class Plotted:
    """`kind` as in `coach.progress_table`; `title` in the interface's language; `band` the usual range, None without one."""

    kind: str
    title: str
    series: Series
    band: Baseline | None = None


class Chart(QWidget):
    """`opened` with the uid of the call that was chosen: a click on its dot, or ← → and Enter."""

    opened = Signal(str)

    def __init__(self, desk: Desk, plotted: Plotted) -> None:
        super().__init__()
        self._desk, self._plotted = desk, plotted
        self._points = plotted.series.points[-MOST:]
        self._ticks = scale(plotted.kind, plotted.series.id, self._values())
        self._chosen: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()

    @property
    def _of_voice(self) -> bool:
        """Whether a second line of words says what is usual."""
        return self._plotted.kind.startswith("voice ")

    @property
    def chosen(self) -> int | None:
        """Which call is marked, from 0; None for none."""
        return self._chosen

    def sizeHint(self) -> QSize:
        line = QFontMetrics(self._desk.theme.font()).height()
        return QSize(SMALLEST, 2 * EDGE + (9 + self._of_voice) * line)

    def minimumSizeHint(self) -> QSize:
        return QSize(SMALLEST, self.sizeHint().height())

    # --- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._points) - 1
        at = self._chosen
        moves = {
            Qt.Key.Key_Left: last if at is None else max(0, at - 1),
            Qt.Key.Key_Right: 0 if at is None else min(last, at + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if last >= 0 and event.key() in moves:
            self._choose(moves[event.key()])
        elif at is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._points[at].call)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._nearest(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if at is None else Qt.CursorShape.PointingHandCursor)
        self._choose(at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._nearest(event.position())
        if at is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self._points[at].call)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self._choose(None)

    def _choose(self, at: int | None) -> None:
        if at != self._chosen:
            self._chosen = at
            self._say()
            self.update()

    def _nearest(self, place: QPointF) -> int | None:
        dots = self._dots()
        at = min(range(len(dots)), key=lambda n: abs(dots[n].x() - place.x()), default=None)
        return at if at is not None and abs(dots[at].x() - place.x()) < 16 and self._box().top() - 8 <= place.y() else None

    def _say(self) -> None:
        """For those who hear the chart."""
        self.setAccessibleName(self._plotted.title)
        self.setAccessibleDescription("\n".join(self._lines()))

    # --- where things are

    def _values(self) -> list[float]:
        band = self._plotted.band
        ends = [band.median - band.spread, band.median + band.spread] if band else []
        return [point.value for point in self._points] + ends

    def _box(self) -> QRectF:
        small = QFontMetrics(self._desk.theme.font(0.88))
        head = QFontMetrics(self._desk.theme.font(1.0, bold=True)).height() + (1 + self._of_voice) * small.height() + 14
        left = max(small.horizontalAdvance(self._tick(tick)) for tick in self._ticks) + 8
        return QRectF(EDGE + left, EDGE + head, self.width() - 2 * EDGE - left - 6, self.height() - 2 * EDGE - head - small.height() - 4)

    def _y(self, value: float) -> float:
        box, low, high = self._box(), self._ticks[0], self._ticks[-1]
        return box.bottom() - (min(max(value, low), high) - low) / (high - low) * box.height()

    def _dots(self) -> list[QPointF]:
        box, points = self._box(), self._points
        step = box.width() / len(points) if points else 0.0
        low, high = self._ticks[0], self._ticks[-1]
        per = box.height() / (high - low)
        return [
            QPointF(box.left() + step * (place + 0.5), box.bottom() - (min(max(point.value, low), high) - low) * per)
            for place, point in enumerate(points)
        ]

    # --- words

    def _tick(self, value: float) -> str:
        return shown(self._plotted.kind, self._plotted.series.id, value)

    def _lines(self) -> list[str]:
        """The chosen call, else the means; for the voice also what is usual."""
        words, kind, series, band = self._desk.words, self._plotted.kind, self._plotted.series, self._plotted.band
        lines = [self._point_text() or summary(kind, series, words)]
        if self._of_voice:
            lines.append(usual(kind, series.id, band, words) if band else words("usual_later"))
        return lines

    def _point_text(self) -> str:
        if self._chosen is None:
            return ""
        point = self._points[self._chosen]
        words, before = self._desk.words, len(self._plotted.series.points) - len(self._points)
        value = self._tick(point.value)
        return words("point_said", n=before + self._chosen + 1, when=day(point.made_at, words), value=value)

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._desk.theme
        colours, box = theme.colours, self._box()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(colours.sheet))
        painter.setPen(QPen(QColor(colours.link if self.hasFocus() else colours.line), 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)
        self._paint_head(painter)
        self._paint_rules(painter, box)
        points = self._points
        if points:
            self._paint_points(painter, box)
            self._paint_days(painter, box)
        painter.end()

    def _paint_head(self, painter: QPainter) -> None:
        theme = self._desk.theme
        bold, small = theme.font(1.0, bold=True), theme.font(0.88)
        title, hint = QFontMetrics(bold), QFontMetrics(small)
        width = self.width() - 2 * EDGE
        painter.setFont(bold)
        painter.setPen(QColor(theme.colours.ink))
        painter.drawText(QPointF(EDGE, EDGE + title.ascent()), title.elidedText(self._plotted.title, Qt.TextElideMode.ElideRight, width))
        painter.setFont(small)
        painter.setPen(QColor(theme.colours.ink if self._chosen is not None else theme.colours.soft))
        for place, text in enumerate(self._lines()):
            start = QPointF(EDGE, EDGE + title.height() + 2 + place * hint.height() + hint.ascent())
            painter.drawText(start, hint.elidedText(text, Qt.TextElideMode.ElideRight, width))

    def _paint_rules(self, painter: QPainter, box: QRectF) -> None:
        theme, band = self._desk.theme, self._plotted.band
        colours = theme.colours
        if band:
            top, bottom = self._y(band.median + band.spread), self._y(band.median - band.spread)
            painter.fillRect(QRectF(box.left(), top, box.width(), max(2.0, bottom - top)), QColor(colours.strength_wash))
        painter.setFont(theme.font(0.88))
        metrics = QFontMetrics(painter.font())
        for tick in self._ticks:
            y = self._y(tick)
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawLine(QLineF(box.left(), y, box.right(), y))
            painter.setPen(QColor(colours.soft))
            place = QRectF(0, y - metrics.height() / 2, box.left() - 6, metrics.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._tick(tick))
        if band:
            pen = QPen(QColor(colours.strength), 1.2)
            pen.setDashPattern([5, 4])
            painter.setPen(pen)
            painter.drawLine(QLineF(box.left(), self._y(band.median), box.right(), self._y(band.median)))

    def _paint_points(self, painter: QPainter, box: QRectF) -> None:
        colours, dots = self._desk.theme.colours, self._dots()
        step = box.width() / len(dots)
        ink = QColor(colours.rep)
        thin = QColor(ink)
        thin.setAlphaF(0.5)
        painter.setPen(QPen(thin, 1.3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(dots))
        painter.setPen(QPen(QColor(colours.sheet), 1))
        painter.setBrush(ink)
        if step >= CROWDED or len(dots) == 1:
            for dot in dots:
                painter.drawEllipse(dot, DOT, DOT)
        self._paint_means(painter, dots, step)
        if self._chosen is not None:
            painter.setPen(QPen(QColor(colours.ink), 2))
            painter.setBrush(QColor(colours.sheet))
            painter.drawEllipse(dots[self._chosen], DOT + 2, DOT + 2)

    def _paint_means(self, painter: QPainter, dots: list[QPointF], step: float) -> None:
        """The means of the last calls and of those before, where there are enough of both."""
        series = self._plotted.series
        if not series.comparable:
            return
        painter.setPen(QPen(QColor(self._desk.theme.colours.ink), 2.4))
        for mean, last in ((series.recent, len(dots) - 1), (series.before, len(dots) - 1 - RECENT)):
            y, first = self._y(mean), last - RECENT + 1
            painter.drawLine(QLineF(dots[first].x() - 0.4 * step, y, dots[last].x() + 0.4 * step, y))

    def _paint_days(self, painter: QPainter, box: QRectF) -> None:
        """When the first and the last call were."""
        points, words = self._points, self._desk.words
        painter.setFont(self._desk.theme.font(0.88))
        painter.setPen(QColor(self._desk.theme.colours.soft))
        height = QFontMetrics(painter.font()).height()
        place = QRectF(box.left(), box.bottom() + 5, box.width(), height)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, day(points[0].made_at, words))
        if len(points) > 1 and points[0].made_at.date() != points[-1].made_at.date():
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, day(points[-1].made_at, words))
