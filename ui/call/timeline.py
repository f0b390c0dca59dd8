"""The timeline: sound by speaker, pauses by class, pitch, pace, stages, and the cards where they stand.

Drawn once into a picture for each view; playing moves only a line over it, so that an hour is as quick as a minute.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from coach.model import Scorecard, Span, Speaker, Waveform
from coach.report.cards import Card
from coach.report.format import clock
from coach.report.transcript import speaker_name, stage_title
from ui.call.lanes import FLAG, Contour, Outline, Strip, draw_axis, draw_moments, draw_pace, draw_pitch, draw_wave
from ui.desk import Desk
from ui.widgets.signs import paint_sign

RIGHT, GAP = 14.0, 7.0
STAGE, AXIS, PIN = 17.0, 19.0, 20.0
MAX_PIN_ROWS, TALL = 3, 300  # one row more when the timeline is taller than this
WAVE_SHARE, PITCH_SHARE, PACE_SHARE = 3.0, 3.2, 2.2  # of the height that the lanes share
SHORTEST_S = 4.0  # as far as one can zoom in
ZOOM = 1.25  # for a notch of the wheel, or a key
DRAG = 4  # pixels before a click is a drag


@dataclass(frozen=True, slots=True)
class _Pin:
    card: Card
    x: float
    row: int


class Timeline(QWidget):
    """`chosen` with a time that was clicked, `card_chosen` with a card's number, `looped` with a Span; `viewed` after
    a zoom or a move."""

    chosen = Signal(float)
    card_chosen = Signal(int)
    looped = Signal(object)
    viewed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._scorecard: Scorecard | None = None
        self._cards: Sequence[Card] = ()
        self._outlines: dict[int, Outline] = {}
        self.moments_s: Sequence[float] = ()
        self._contours: dict[str, Contour] = {}
        self._length_s = 1.0
        self._view = Span(0.0, 1.0)
        self._picture: QPixmap | None = None
        self._pins: list[_Pin] = []
        self._pins_top = 0.0
        self._position_s: float | None = None
        self._loop: Span | None = None
        self._selected = 0
        self._pressed_at = QPointF()
        self._pressed_view = self._view
        self._mode = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(176)
        desk.theme.changed.connect(self._redraw)
        desk.words.changed.connect(self.retranslate)

    def sizeHint(self) -> QSize:
        return QSize(900, 250)

    def show_call(self, scorecard: Scorecard, cards: Sequence[Card]) -> None:
        ends_s = [turn.end_s for turn in scorecard.turns if turn.end_s is not None]
        same = self._scorecard is not None and self._scorecard.uid == scorecard.uid
        self._scorecard, self._cards = scorecard, cards
        self._length_s = max(scorecard.duration_s or max(ends_s, default=0.0), 0.1)
        if not same:
            self._contours = {
                speaker: Contour.of(delivery.curves["f0_hz"], delivery.pitch_median_hz)
                for speaker, delivery in scorecard.delivery.items()
                if "f0_hz" in delivery.curves and delivery.pitch_median_hz
            }
            self._outlines, self._loop, self._position_s, self._selected = {}, None, None, 0
            self.moments_s = ()
            self._view = Span(0.0, self._length_s)
        self.retranslate()

    def show_sound(self, waveforms: Sequence[Waveform], moments_s: Sequence[float] = ()) -> None:
        """The outlines, and the moments that were marked while it was recorded."""
        self.moments_s = moments_s
        self._outlines = {waveform.track: Outline.of(waveform) for waveform in waveforms if waveform.highs}
        self._redraw()

    def show_position(self, position_s: float, *, follow: bool) -> None:
        """Move the line; with `follow` the view goes along when the line leaves it."""
        if follow and not self._view.start_s <= position_s <= self._view.end_s:
            length_s = self._view.duration_s
            self.show_view(Span(position_s - 0.05 * length_s, position_s + 0.95 * length_s))
        before, self._position_s = self._position_s, position_s
        strip = self._strip()
        for time_s in (before, position_s):
            if time_s is not None:
                self.update(int(strip.x(time_s)) - 6, 0, 12, self.height())

    def show_loop(self, loop: Span | None) -> None:
        self._loop = loop
        self.update()

    def select(self, number: int) -> None:
        """Mark a card, and bring it into sight."""
        self._selected = number
        card = next((card for card in self._cards if card.number == number), None)
        time_s = card.place.time_s if card and card.place else None
        if time_s is not None and not self._view.start_s <= time_s <= self._view.end_s:
            half_s = self._view.duration_s / 2
            self.show_view(Span(time_s - half_s, time_s + half_s))
        self._redraw()

    @property
    def view(self) -> Span:
        return self._view

    @property
    def length_s(self) -> float:
        return self._length_s

    def show_view(self, view: Span) -> None:
        """Show this part of the call, held inside it and not shorter than SHORTEST_S."""
        length_s = min(max(view.duration_s, min(SHORTEST_S, self._length_s)), self._length_s)
        start_s = min(max(0.0, view.start_s), self._length_s - length_s)
        self._view = Span(start_s, start_s + length_s)
        self._redraw()
        self.viewed.emit()

    def zoom(self, factor: float, around_s: float | None = None) -> None:
        """Show more (factor above 1) or less, the time `around_s` (else the line, else the middle) staying where it is."""
        view = self._view
        if around_s is None:
            inside = self._position_s is not None and view.start_s <= self._position_s <= view.end_s
            around_s = self._position_s if inside else (view.start_s + view.end_s) / 2
        length_s = min(max(view.duration_s * factor, min(SHORTEST_S, self._length_s)), self._length_s)
        share = (around_s - view.start_s) / view.duration_s
        start_s = around_s - share * length_s
        self.show_view(Span(start_s, start_s + length_s))

    def zoom_in(self) -> None:
        self.zoom(1 / ZOOM)

    def zoom_out(self) -> None:
        self.zoom(ZOOM)

    def zoom_all(self) -> None:
        self.show_view(Span(0.0, self._length_s))

    def retranslate(self) -> None:
        words = self._desk.words
        self.setAccessibleName(words("timeline"))
        self.setAccessibleDescription(words("timeline_keys"))
        self._redraw()

    # --- drawing

    def _redraw(self) -> None:
        self._picture = None
        self.update()

    def _strip(self) -> Strip:
        left = self._gutter()
        return Strip(self._view.start_s, self._view.end_s, left, max(10.0, self.width() - left - RIGHT))

    def _gutter(self) -> float:
        metrics = QFontMetricsF(self._desk.theme.font(0.92, bold=True))
        names = [self._name(speaker) for speaker in self._scorecard.speakers] if self._scorecard else []
        names += [self._desk.words("pitch"), self._desk.words("pace")]
        marks = QFontMetricsF(self._desk.theme.font(0.8)).horizontalAdvance("+000")
        return min(150.0, max(metrics.horizontalAdvance(name) for name in names) + marks + 20)

    def _name(self, speaker: Speaker) -> str:
        return speaker_name(speaker, speaker.role, self._desk.words.language)

    def resizeEvent(self, event: object) -> None:
        self._redraw()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ScreenChangeInternal):
            self._redraw()
        super().changeEvent(event)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        if self._scorecard is not None:
            if self._picture is None or self._picture.devicePixelRatio() != self.devicePixelRatioF():
                self._picture = self._draw()
            painter.drawPixmap(0, 0, self._picture)
            self._draw_moving(painter)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._desk.theme.colours.link), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _draw_moving(self, painter: QPainter) -> None:
        strip, colours = self._strip(), self._desk.theme.colours
        if self._loop is not None and strip.overlaps(self._loop.start_s, self._loop.end_s):
            left, right = strip.held_x(self._loop.start_s), strip.held_x(self._loop.end_s)
            wash = QColor(colours.link)
            wash.setAlphaF(0.18)
            painter.fillRect(QRectF(left, 0, right - left, self.height() - AXIS), wash)
            painter.setPen(QPen(QColor(colours.link), 1.5))
            for x in (left, right):
                painter.drawLine(QLineF(x, 0, x, self.height() - AXIS))
        if self._position_s is not None and strip.overlaps(self._position_s, self._position_s):
            x = strip.x(self._position_s)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours.red_text), 2))
            painter.drawLine(QLineF(x, 2, x, self.height() - AXIS + 4))

    def _draw(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._desk.theme.font(0.86))
        strip = self._strip()
        self._pins_top = self._draw_stages(painter, strip)
        self._pins = self._place_pins(strip)
        y = self._pins_top + PIN * max((pin.row + 1 for pin in self._pins), default=0) + 3
        bottom = self.height() - AXIS
        self._draw_lanes(painter, strip, y, bottom)
        draw_moments(painter, strip, y, bottom, self.moments_s, self._desk.theme.colours)
        self._draw_pins(painter, strip, self._pins_top, bottom)
        painter.setFont(self._desk.theme.font(0.82))
        draw_axis(painter, strip, bottom, AXIS, self._desk.theme.colours)
        painter.end()
        return picture

    def _draw_stages(self, painter: QPainter, strip: Strip) -> float:
        """A mark and a name where each stage starts, in rows where they would touch; the height taken."""
        scorecard, colours = self._scorecard, self._desk.theme.colours
        painter.setFont(self._desk.theme.font(0.86))
        metrics = QFontMetricsF(painter.font())
        ends: list[float] = []
        starting = [stage for stage in scorecard.stages if stage.start_s is not None]
        for stage in sorted(starting, key=lambda stage: stage.start_s):
            if not strip.overlaps(stage.start_s, stage.start_s):
                continue
            name, x = stage_title(stage, self._desk.words.language), strip.x(stage.start_s)
            width = metrics.horizontalAdvance(name) + 12
            fits = x + width <= strip.left + strip.width
            left = x if fits else x - width
            line = next((line for line, end in enumerate(ends) if left >= end), len(ends))
            ends[line : line + 1] = [left + width]
            top = STAGE * line
            painter.setPen(QPen(QColor(colours.ink), 2))
            painter.drawLine(QLineF(x, top + 2, x, top + STAGE))
            painter.setPen(QColor(colours.ink))
            side = Qt.AlignmentFlag.AlignLeft if fits else Qt.AlignmentFlag.AlignRight
            painter.drawText(
                QRectF(left + (5 if fits else -5), top, width, STAGE), side | Qt.AlignmentFlag.AlignVCenter, name
            )
        return STAGE * len(ends) + 2

    def _place_pins(self, strip: Strip) -> list[_Pin]:
        """The cards in sight, in rows so that neighbours do not touch; when crowded, over the oldest neighbour."""
        rows = MAX_PIN_ROWS + (self.height() > TALL)
        last_x: list[float] = []
        pins = []
        for card in self._cards:
            time_s = card.place.time_s if card.place else None
            if time_s is None or not strip.overlaps(time_s, time_s):
                continue
            x = strip.x(time_s)
            free = [line for line, last in enumerate(last_x) if x - last >= PIN]
            if not free and len(last_x) < rows:
                free = [len(last_x)]
                last_x.append(x)
            line = free[0] if free else last_x.index(min(last_x))
            last_x[line] = x if free else max(x, last_x[line] + PIN)  # crowded: a little to the right
            pins.append(_Pin(card, last_x[line], line))
        return pins

    def _draw_pins(self, painter: QPainter, strip: Strip, top: float, bottom: float) -> None:
        colours = self._desk.theme.colours
        stem = QColor(colours.ink)
        for pin in self._pins:
            stem.setAlphaF(0.9 if pin.card.number == self._selected else 0.35)
            painter.setPen(QPen(stem, 2 if pin.card.number == self._selected else 1))
            time_x = strip.x(pin.card.place.time_s)
            painter.drawLine(QLineF(time_x, top + PIN * (pin.row + 0.5), time_x, bottom))
        for pin in self._pins:
            centre = QPointF(pin.x, top + PIN * (pin.row + 0.5))
            if pin.card.number == self._selected:
                painter.setPen(QPen(QColor(colours.link), 2.5))
                painter.setBrush(QColor(colours.sheet))
                painter.drawEllipse(centre, PIN / 2 + 1, PIN / 2 + 1)
            paint_sign(
                painter, centre, pin.card.look, str(pin.card.number), colours, size=PIN - 1, font=self.font()
            )

    def _draw_lanes(self, painter: QPainter, strip: Strip, top: float, bottom: float) -> None:
        scorecard, colours = self._scorecard, self._desk.theme.colours
        plan = self._plan()
        room = bottom - top - GAP * len(plan)
        unit = room / sum(share for _, share, _ in plan) if plan else 0.0
        interplay = scorecard.interplay
        y = top
        for what, share, speaker in plan:
            box = QRectF(strip.left, y, strip.width, max(6.0, unit * share))
            y += box.height() + GAP
            delivery = scorecard.delivery.get(speaker.id)
            marks: list[tuple[float, str]] = []
            painter.save()
            painter.setClipRect(box.adjusted(0, -2, 0, 2))
            if what == "wave":
                draw_wave(
                    painter,
                    strip,
                    box,
                    role=speaker.role,
                    outline=self._outlines.get(scorecard.speakers.index(speaker)),
                    turns=[turn for turn in scorecard.turns if turn.speaker == speaker.id],
                    pauses=delivery.pauses if delivery else (),
                    dead_air=interplay.dead_air if interplay else (),
                    cuts_s=[cut.start_s for cut in interplay.interruptions if cut.by == speaker.id] if interplay else (),
                    colours=colours,
                )
            elif what == "pitch":
                marks = draw_pitch(painter, strip, box, contour=self._contours[speaker.id], colours=colours)
            else:
                curve, mean = delivery.curves["speech_rate_per_min"], delivery.speech_rate_per_min
                marks = draw_pace(painter, strip, box, curve=curve, mean=mean, colours=colours)
            painter.restore()
            name = self._name(speaker) if what == "wave" else self._desk.words(what)
            self._draw_name(painter, box, name, what == "wave", marks)

    def _draw_name(
        self, painter: QPainter, box: QRectF, name: str, is_voice: bool, marks: Sequence[tuple[float, str]]
    ) -> None:
        theme = self._desk.theme
        font = theme.font(0.92, bold=is_voice)
        painter.setFont(font)
        painter.setPen(QColor(theme.colours.ink if is_voice else theme.colours.soft))
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        shown = QFontMetricsF(font).elidedText(name, Qt.TextElideMode.ElideRight, box.left() - 14)
        painter.drawText(QRectF(8, box.center().y() - 12, box.left() - 12, 24), side, shown)
        painter.setFont(theme.font(0.76))
        painter.setPen(QColor(theme.colours.soft))
        for y, mark in marks if box.height() > 30 else marks[:1] if len(marks) == 1 else ():
            place = QRectF(box.left() - 44, y - 8, 40, 16)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, mark)

    def _plan(self) -> list[tuple[str, float, Speaker]]:
        """The lanes from above: each voice; under the rep's, or everybody's where nobody is, pitch and pace."""
        scorecard = self._scorecard
        reps = [speaker.id for speaker in scorecard.speakers if speaker.role == "rep"]
        plan = []
        for speaker in scorecard.speakers:
            plan.append(("wave", WAVE_SHARE, speaker))
            delivery = scorecard.delivery.get(speaker.id)
            if delivery is None or (reps and speaker.id not in reps):
                continue
            if speaker.id in self._contours:
                plan.append(("pitch", PITCH_SHARE, speaker))
            pace = delivery.curves.get("speech_rate_per_min")
            if pace and any(pace.values):
                plan.append(("pace", PACE_SHARE, speaker))
        return plan

    # --- mouse and wheel

    def wheelEvent(self, event: QWheelEvent) -> None:
        across, along = event.angleDelta().x(), event.angleDelta().y()
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if across or shift:
            by_s = -(across or along) / 120 * 0.12 * self._view.duration_s
            self.show_view(Span(self._view.start_s + by_s, self._view.end_s + by_s))
        elif along:
            self.zoom(ZOOM ** (-along / 120), self._strip().time_s(event.position().x()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at, self._pressed_view = event.position(), self._view
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._mode = "loop" if shift else "press"

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        strip = self._strip()
        if self._mode == "press" and abs(event.position().x() - self._pressed_at.x()) > DRAG:
            self._mode = "move"
        if self._mode == "move":
            by_s = (self._pressed_at.x() - event.position().x()) / strip.per_s
            start_s = self._pressed_view.start_s + by_s
            self.show_view(Span(start_s, start_s + self._pressed_view.duration_s))
        elif self._mode == "loop":
            self.show_loop(self._dragged(strip, event))
        else:
            over = self._pin_at(event.position()) is not None or event.position().x() >= strip.left
            self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        mode, self._mode = self._mode, ""
        strip = self._strip()
        if mode == "loop":
            span = self._dragged(strip, event)
            self.looped.emit(span if span.duration_s * strip.per_s > DRAG else None)
        elif mode == "press":
            pin = self._pin_at(event.position())
            moment_s = self._moment_at(event.position())
            if pin is not None:
                self.card_chosen.emit(pin.card.number)
            elif moment_s is not None:
                self.chosen.emit(moment_s)
            elif event.position().x() >= strip.left - 4:
                self.chosen.emit(min(max(strip.time_s(event.position().x()), 0.0), self._length_s))

    def _dragged(self, strip: Strip, event: QMouseEvent) -> Span:
        times_s = sorted(strip.time_s(x) for x in (self._pressed_at.x(), event.position().x()))
        held = [min(max(time_s, 0.0), self._length_s) for time_s in times_s]
        return Span(*held)

    def _pin_at(self, place: QPointF) -> _Pin | None:
        for pin in reversed(self._pins):
            centre = QPointF(pin.x, self._pins_top + PIN * (pin.row + 0.5))
            if (centre - place).manhattanLength() <= PIN * 0.8:
                return pin
        return None

    def _moment_at(self, place: QPointF) -> float | None:
        strip, foot = self._strip(), self.height() - AXIS
        if not foot - FLAG <= place.y() <= foot:
            return None
        return next((moment_s for moment_s in self.moments_s if -3 <= place.x() - strip.x(moment_s) <= FLAG), None)

    def flag_place(self, moment_s: float) -> QPointF:
        """Where the flag of a marked moment is."""
        return QPointF(self._strip().x(moment_s) + FLAG / 3, self.height() - AXIS - FLAG * 0.6)

    def pin_place(self, number: int) -> QPointF | None:
        """Where a card's sign is now, in this widget; None when it is out of sight."""
        if self._picture is None:
            self._picture = self._draw()
        found = next((pin for pin in self._pins if pin.card.number == number), None)
        return None if found is None else QPointF(found.x, self._pins_top + PIN * (found.row + 0.5))

    def time_place(self, time_s: float) -> QPointF:
        """A place under the signs that stands for this time."""
        return QPointF(self._strip().x(time_s), self.height() - AXIS - 20)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._scorecard is not None:
            place = QPointF(event.pos())
            pin = self._pin_at(place)
            if pin is not None:
                QToolTip.showText(event.globalPos(), self.card_line(pin.card), self)
            elif (moment_s := self._moment_at(place)) is not None:
                QToolTip.showText(event.globalPos(), self._desk.words("moment_at", time=clock(moment_s)), self)
            elif place.x() >= self._gutter():
                QToolTip.showText(event.globalPos(), clock(max(0.0, self._strip().time_s(place.x()))), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def card_line(self, card: Card) -> str:
        """A card in a line of words."""
        words = self._desk.words
        place = card.place.text if card.place else "—"
        return words(
            "card_at", number=card.number, kind=card.kind, colon=words.colon, title=card.title, place=place
        )

    def focusInEvent(self, event: object) -> None:
        self.update()

    def focusOutEvent(self, event: object) -> None:
        self.update()
