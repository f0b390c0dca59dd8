"""What the timeline draws: one function for each lane, in the look of the report's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from coach.model import Curve, Pause, Span, Turn, Waveform
from coach.report.format import clock
from ui.theme import Colours

FLAG = 13.0  # the height of a marked moment's flag
PITCH_STEP_ST = 6  # a rule every half octave
_TICKS_S = (0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)
_MIN_TICK = 70.0  # so far apart stand the times on the axis
_TEXTURES = {
    "hesitation": Qt.BrushStyle.Dense6Pattern,
    "gap": Qt.BrushStyle.BDiagPattern,
    "dead_air": Qt.BrushStyle.DiagCrossPattern,
}


@dataclass(frozen=True, slots=True)
class Strip:
    """The part of the call in sight, [start_s, end_s), over the pixels from `left` to `left + width`."""

    start_s: float
    end_s: float
    left: float
    width: float

    @property
    def per_s(self) -> float:
        return self.width / (self.end_s - self.start_s)

    def x(self, time_s: float) -> float:
        return self.left + (time_s - self.start_s) * self.per_s

    def held_x(self, time_s: float) -> float:
        return min(max(self.x(time_s), self.left), self.left + self.width)

    def time_s(self, x: float) -> float:
        return self.start_s + (x - self.left) / self.per_s

    def overlaps(self, start_s: float, end_s: float) -> bool:
        return start_s < self.end_s and end_s >= self.start_s

    def ticks_s(self) -> list[float]:
        """Round times, far enough apart to be read."""
        step = next((step for step in _TICKS_S if step * self.per_s >= _MIN_TICK), _TICKS_S[-1])
        return [n * step for n in range(ceil(self.start_s / step), floor(self.end_s / step) + 1)]


@dataclass(frozen=True, slots=True)
class Outline:
    """A waveform as arrays, scaled so that the loudest sample is 1."""

    step_s: float
    lows: np.ndarray
    highs: np.ndarray

    @staticmethod
    def of(waveform: Waveform) -> Outline:
        lows, highs = np.array(waveform.lows, dtype=np.float32), np.array(waveform.highs, dtype=np.float32)
        loudest = max(float(highs.max(initial=0.0)), -float(lows.min(initial=0.0)), 0.01)
        return Outline(waveform.step_s, lows / loudest, highs / loudest)

    def columns(self, strip: Strip) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """x, lowest and highest for each pixel in sight, or for each step where steps are wider than a pixel."""
        first = max(0, int(strip.start_s / self.step_s) - 1)
        last = min(len(self.highs), int(strip.end_s / self.step_s) + 2)
        if last <= first:
            empty = np.zeros(0, dtype=np.float32)
            return empty, empty, empty
        per_column = max(1, int(1.0 / (strip.per_s * self.step_s)))
        first -= first % per_column  # the same columns wherever the strip starts, so that scrolling does not flicker
        starts = np.arange(0, last - first, per_column)
        lows = np.minimum.reduceat(self.lows[first:last], starts)
        highs = np.maximum.reduceat(self.highs[first:last], starts)
        middles_s = (first + starts + per_column / 2) * self.step_s
        return strip.left + (middles_s - strip.start_s) * strip.per_s, lows, highs


@dataclass(frozen=True, slots=True)
class Contour:
    """A pitch curve as arrays, in semitones around the speaker's usual pitch; NaN where nothing was measured."""

    times_s: np.ndarray
    semitones: np.ndarray
    step_s: float
    reach_st: int

    @staticmethod
    def of(curve: Curve, median_hz: float) -> Contour:
        times, hz = np.array(curve.times_s), np.array(curve.values, dtype=float)  # None becomes NaN
        hz[~(hz > 0)] = np.nan
        semitones = 12 * np.log2(hz / median_hz)
        wide = bool(np.any(np.abs(semitones[~np.isnan(semitones)]) > PITCH_STEP_ST))
        return Contour(times, semitones, _step_s(times), PITCH_STEP_ST * (2 if wide else 1))


def draw_wave(
    painter: QPainter,
    strip: Strip,
    box: QRectF,
    *,
    role: str,
    outline: Outline | None,
    turns: Sequence[Turn],
    pauses: Sequence[Pause],
    dead_air: Sequence[Span],
    cuts_s: Sequence[float],
    colours: Colours,
) -> None:
    """One speaker: pauses shaded by class, the sound, a line under each turn, where they cut in."""
    ink = QColor(colours.rep if role == "rep" else colours.other)
    painter.fillRect(box, QColor(colours.ground))
    for pause in pauses:
        _draw_silence(painter, strip, box, Span(pause.start_s, pause.end_s), pause.pause_class, colours)
    middle, reach = box.center().y(), box.height() / 2 - 5
    painter.setPen(QPen(ink, 1))
    painter.setOpacity(0.45)
    painter.drawLine(QLineF(box.left(), middle, box.right(), middle))
    painter.setOpacity(1.0)
    if outline is not None:
        x, lows, highs = outline.columns(strip)
        if len(x):
            tops, bottoms = middle - highs * reach - 0.3, middle - lows * reach + 0.3
            ys = np.concatenate([tops, bottoms[::-1]])
            points = [QPointF(a, b) for a, b in zip(np.concatenate([x, x[::-1]]).tolist(), ys.tolist(), strict=True)]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawPolygon(QPolygonF(points))
    for span in dead_air:
        _draw_silence(painter, strip, box, span, "dead_air", colours)
    for turn in turns:
        if turn.start_s is not None and turn.end_s is not None and strip.overlaps(turn.start_s, turn.end_s):
            left, right = strip.held_x(turn.start_s), strip.held_x(turn.end_s)
            height = 5.0 if turn.upset else 2.5
            painter.setBrush(QColor(colours.yellow) if turn.upset else ink)
            painter.setPen(QPen(QColor(colours.yellow_text), 0.8) if turn.upset else Qt.PenStyle.NoPen)
            painter.drawRect(QRectF(left, box.bottom() - height, max(1.0, right - left), height))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.ink))
    for cut_s in cuts_s:
        if strip.overlaps(cut_s, cut_s):
            x = strip.x(cut_s)
            painter.drawPolygon(QPolygonF([QPointF(x, box.top() + 9), QPointF(x - 6, box.top() - 1), QPointF(x + 6, box.top() - 1)]))


def draw_pitch(
    painter: QPainter, strip: Strip, box: QRectF, *, contour: Contour, colours: Colours
) -> list[tuple[float, str]]:
    """The contour in semitones around the speaker's usual pitch; the heights of the rules and what they mean."""
    painter.fillRect(box, QColor(colours.ground))
    times, semitones, reach = contour.times_s, contour.semitones, contour.reach_st

    def y(value):
        return box.center().y() - np.clip(value, -reach, reach) / reach * (box.height() / 2 - 3)

    marks = []
    for value, mark in ((PITCH_STEP_ST, f"+{PITCH_STEP_ST}"), (0, "0"), (-PITCH_STEP_ST, f"−{PITCH_STEP_ST}")):
        height = float(y(value))
        pen = QPen(QColor(colours.soft if value == 0 else colours.line), 1)
        if value:
            pen.setDashPattern([2, 4])
        painter.setPen(pen)
        painter.drawLine(QLineF(box.left(), height, box.right(), height))
        marks.append((height, mark))
    first, last = np.searchsorted(times, [strip.start_s - 0.1, strip.end_s + 0.1])
    shown_t, shown = times[first:last], semitones[first:last]
    stride = max(1, int(len(shown) / max(1.0, strip.width)))  # one point for each pixel
    path = contour_path(shown_t[::stride], y(shown[::stride]), strip, hole_s=1.8 * contour.step_s * stride)
    pen = QPen(QColor(colours.rep), 1.7)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    return marks


def draw_pace(
    painter: QPainter, strip: Strip, box: QRectF, *, curve: Curve, mean: float | None, colours: Colours
) -> list[tuple[float, str]]:
    """A bar for each window, the call's mean as a dashed line; the height of the mean and what it is."""
    painter.fillRect(box, QColor(colours.ground))
    known = [(time_s, value) for time_s, value in zip(curve.times_s, curve.values, strict=True) if value is not None]
    highest = max([value for _, value in known] + [mean or 0.0, 1.0])
    window_s = _step_s(np.array(curve.times_s))
    bar = QColor(colours.rep)
    bar.setAlphaF(0.45)
    for time_s, value in known:
        start_s, end_s = time_s - window_s / 2, time_s + window_s / 2
        if strip.overlaps(start_s, end_s):
            left, right = strip.held_x(start_s), strip.held_x(end_s)
            height = value / highest * (box.height() - 6)
            painter.fillRect(QRectF(left + 0.5, box.bottom() - height, max(0.5, right - left - 1), height), bar)
    if not mean:
        return []
    y = box.bottom() - mean / highest * (box.height() - 6)
    pen = QPen(QColor(colours.ink), 1)
    pen.setDashPattern([5, 4])
    painter.setPen(pen)
    painter.drawLine(QLineF(box.left(), y, box.right(), y))
    return [(y, f"{mean:.0f}")]


def draw_axis(painter: QPainter, strip: Strip, top: float, height: float, colours: Colours) -> None:
    """Clock times under the lanes."""
    painter.setPen(QColor(colours.soft))
    for tick_s in strip.ticks_s():
        x = strip.x(tick_s)
        painter.drawLine(QLineF(x, top, x, top + 4))
        text = clock(tick_s) + (".5" if tick_s % 1 else "")
        place = QRectF(x - 40, top + 3, 80, height - 3)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        if x < strip.left + 14:
            place, flags = QRectF(x, top + 3, 80, height - 3), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        elif x > strip.left + strip.width - 18:
            place, flags = QRectF(x - 80, top + 3, 80, height - 3), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(place, flags, text)


def draw_moments(
    painter: QPainter, strip: Strip, top: float, bottom: float, moments_s: Sequence[float], colours: Colours
) -> None:
    """A flag at the foot of a dashed line for each moment that was marked while recording."""
    for moment_s in moments_s:
        if strip.overlaps(moment_s, moment_s):
            x = strip.x(moment_s)
            painter.setPen(QPen(QColor(colours.link), 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(x, top, x, bottom))
            painter.setPen(QPen(QColor(colours.sheet), 1))
            painter.setBrush(QColor(colours.link))
            flag = [QPointF(x, bottom - FLAG), QPointF(x + FLAG, bottom - FLAG * 0.6), QPointF(x, bottom - FLAG * 0.2)]
            painter.drawPolygon(QPolygonF(flag))


def draw_swatch(painter: QPainter, box: QRectF, what: str, colours: Colours) -> None:
    """A sample of one shading or sign, for the key."""
    painter.fillRect(box, QColor(colours.ground))
    if what == "cut":
        x = box.center().x()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.ink))
        painter.drawPolygon(QPolygonF([QPointF(x, box.bottom() - 2), QPointF(x - 5, box.top() + 2), QPointF(x + 5, box.top() + 2)]))
    elif what == "upset":
        painter.setPen(QPen(QColor(colours.yellow_text), 0.8))
        painter.setBrush(QColor(colours.yellow))
        painter.drawRect(QRectF(box.left(), box.bottom() - 5, box.width() - 1, 4.5))
    else:
        _fill_silence(painter, box, what, colours)


def _draw_silence(
    painter: QPainter, strip: Strip, box: QRectF, span: Span, silence: str, colours: Colours
) -> None:
    if strip.overlaps(span.start_s, span.end_s):
        left, right = strip.held_x(span.start_s), strip.held_x(span.end_s)
        _fill_silence(painter, QRectF(left, box.top(), max(1.0, right - left), box.height()), silence, colours)


def _fill_silence(painter: QPainter, box: QRectF, silence: str, colours: Colours) -> None:
    if silence not in _TEXTURES:
        shade = QColor(colours.soft)
        shade.setAlphaF(0.28)
        painter.fillRect(box, shade)
        return
    ink = QColor(colours.ink)
    ink.setAlphaF(0.75)
    painter.fillRect(box, QColor(colours.ground))
    painter.fillRect(box, QBrush(ink, _TEXTURES[silence]))
    if silence == "dead_air":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.ink), 0.8))
        painter.drawRect(box)


def contour_path(times: np.ndarray, heights: np.ndarray, strip: Strip, *, hole_s: float) -> QPainterPath:
    """A line through the known points, broken where the voice stopped."""
    path = QPainterPath()
    last_s = None
    for time_s, height in zip(times.tolist(), heights.tolist(), strict=True):
        if height != height:  # nothing measured here
            continue
        point = QPointF(strip.x(time_s), height)
        if last_s is None or time_s - last_s > hole_s:
            path.moveTo(point)
            path.lineTo(point + QPointF(0.1, 0))
        else:
            path.lineTo(point)
        last_s = time_s
    return path


def _step_s(times: np.ndarray) -> float:
    return float(np.median(np.diff(times))) if len(times) > 1 else 1.0
