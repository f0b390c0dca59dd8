"""The lanes of the timeline: each draws one thing at a height and returns how high it is."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2
from statistics import median
from xml.etree.ElementTree import Element

from coach.model import Curve, Interplay, Pause, Span, Turn, Waveform
from coach.report.drawing import CELL, GUTTER, PLOT, Strip, add, line, path, rect, text
from coach.report.format import clock

WAVE, PITCH, PACE, AXIS = 46.0, 58.0, 42.0, 20.0
PITCH_STEP_ST = 6  # a rule every half octave
RIGHT = GUTTER + PLOT


def draw_wave(
    svg: Element,
    strip: Strip,
    *,
    top: float,
    name: str,
    role: str,
    waveform: Waveform | None,
    turns: Sequence[Turn],
    pauses: Sequence[Pause],
    cuts_s: Sequence[float],
) -> float:
    """One speaker: the pauses shaded, the outline of the sound, a line under each turn, where they cut in."""
    lane = add(svg, "g", class_=f"wave {role}")
    middle = top + WAVE / 2
    _lane_name(lane, name, middle)
    rect(lane, "ground", GUTTER, top, PLOT, WAVE)
    for pause in pauses:
        _draw_silence(lane, strip, Span(pause.start_s, pause.end_s), pause.pause_class, top)
    if waveform is not None and waveform.highs:
        add(lane, "path", class_="sound", d=_outline(waveform, strip, middle, WAVE / 2 - 5))
    for turn in turns:
        if turn.start_s is not None and turn.end_s is not None and strip.overlaps(turn.start_s, turn.end_s):
            left, right = strip.x(turn.start_s), strip.x(turn.end_s)
            look, height = ("said upset", 5.0) if turn.upset else ("said", 2.5)
            rect(lane, look, left, top + WAVE - height, max(1.0, right - left), height)
    for cut_s in cuts_s:
        if strip.holds(cut_s):
            add(lane, "path", class_="cut", d=f"M{strip.x(cut_s):.1f} {top + 9:.1f}l-6-10h12z")
    return WAVE


def draw_dead_air(svg: Element, strip: Strip, interplay: Interplay | None, tops: Sequence[float]) -> None:
    """Silences of everybody, in every speaker's lane."""
    for span in interplay.dead_air if interplay else ():
        for top in tops:
            _draw_silence(svg, strip, span, "dead_air", top)


def draw_pitch(svg: Element, strip: Strip, *, top: float, name: str, curve: Curve, median_hz: float) -> float:
    """The pitch contour in semitones around the speaker's median."""
    lane = add(svg, "g", class_="pitch")
    known = [(time_s, 12 * log2(hz / median_hz)) for time_s, hz in zip(curve.times_s, curve.values, strict=True) if hz]
    reach = PITCH_STEP_ST * (2 if any(abs(st) > PITCH_STEP_ST for _, st in known) else 1)

    def y(semitones: float) -> float:
        held = min(max(semitones, -reach), reach)
        return top + PITCH / 2 - held / reach * (PITCH / 2 - 3)

    _lane_name(lane, name, top + PITCH / 2)
    rect(lane, "ground", GUTTER, top, PLOT, PITCH)
    for semitones, mark in ((-PITCH_STEP_ST, f"−{PITCH_STEP_ST}"), (0, "0"), (PITCH_STEP_ST, f"+{PITCH_STEP_ST}")):
        line(lane, "rule" if semitones else "zero", (GUTTER, y(semitones)), (RIGHT, y(semitones)))
        text(lane, "mark", mark, GUTTER - 4, y(semitones) + 3.5)
    for run in _runs([(x, y(semitones)) for x, semitones in _thinned(known, strip)]):
        path(lane, "line", run)
    return PITCH


def draw_pace(svg: Element, strip: Strip, *, top: float, name: str, curve: Curve, mean: float | None) -> float:
    """The pace as one bar for each window, with the mean of the call as a dashed line."""
    lane = add(svg, "g", class_="pace")
    known = [(time_s, value) for time_s, value in zip(curve.times_s, curve.values, strict=True) if value is not None]
    highest = max([value for _, value in known] + [mean or 0.0, 1.0])
    window_s = min((b - a for a, b in zip(curve.times_s, curve.times_s[1:], strict=False)), default=strip.end_s)

    def height(value: float) -> float:
        return value / highest * (PACE - 6)

    _lane_name(lane, name, top + PACE / 2)
    rect(lane, "ground", GUTTER, top, PLOT, PACE)
    for time_s, value in known:
        start_s, end_s = time_s - window_s / 2, time_s + window_s / 2
        if strip.overlaps(start_s, end_s):
            left, right = strip.x(start_s), strip.x(end_s)
            rect(lane, "bar", left + 0.5, top + PACE - height(value), max(0.5, right - left - 1), height(value))
    if mean:
        y = top + PACE - height(mean)
        line(lane, "mean", (GUTTER, y), (RIGHT, y))
        text(lane, "mark", f"{mean:.0f}", GUTTER - 4, y + 4)
    return PACE


def draw_axis(svg: Element, strip: Strip, top: float) -> float:
    """Clock times under the lanes."""
    axis = add(svg, "g", class_="axis")
    for tick_s in strip.ticks_s():
        x = strip.x(tick_s)
        line(axis, "tick", (x, top), (x, top + 4))
        text(axis, "centred" if x > GUTTER + 8 else "after", clock(tick_s), x, top + 16)
    return AXIS


def _lane_name(lane: Element, name: str, middle: float) -> None:
    from coach.report.wrap import wrap_cells

    lines = wrap_cells(name, int((GUTTER - 26) / CELL))[:2]
    for index, part in enumerate(lines):
        text(lane, "name", part, 0.0, middle + 4 + 13 * (index - (len(lines) - 1) / 2))


def _draw_silence(lane: Element, strip: Strip, span: Span, silence: str, top: float) -> None:
    if strip.overlaps(span.start_s, span.end_s):
        left, right = strip.x(span.start_s), strip.x(span.end_s)
        rect(lane, f"pause {silence}", left, top, max(1.0, right - left), WAVE)


def _outline(waveform: Waveform, strip: Strip, middle: float, reach: float) -> str:
    """The sound's outline, one column for each unit of width; the loudest sample of the track fills the lane."""
    loudest = max(max(waveform.highs), -min(waveform.lows))
    scale = reach / max(loudest, 0.01)
    columns: dict[int, tuple[float, float]] = {}
    first = int(strip.start_s / waveform.step_s)
    last = min(len(waveform.highs), int(strip.end_s / waveform.step_s) + 1)
    for step in range(first, last):
        x = int(strip.x(step * waveform.step_s))
        low, high = columns.get(x, (0.0, 0.0))
        columns[x] = (min(low, waveform.lows[step]), max(high, waveform.highs[step]))
    tops = [f"{x} {middle - high * scale - 0.3:.1f}" for x, (_, high) in columns.items()]
    bottoms = [f"{x} {middle - low * scale + 0.3:.1f}" for x, (low, _) in reversed(columns.items())]
    return f"M{'L'.join(tops + bottoms)}z" if tops else "M0 0"


def _thinned(points: Sequence[tuple[float, float]], strip: Strip) -> list[tuple[float, float]]:
    """At most one point for each unit of width: the median of those that fall there, x in the picture."""
    columns: dict[int, list[float]] = {}
    for time_s, value in points:
        if strip.holds(time_s):
            columns.setdefault(round(strip.x(time_s)), []).append(value)
    return [(float(x), median(values)) for x, values in columns.items()]


def _runs(points: Sequence[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """Stretches without a hole: the voice stopped where neighbours lie further apart than the usual step."""
    if not points:
        return []
    steps = [after[0] - before[0] for before, after in zip(points, points[1:], strict=False)]
    hole = 1.8 * max(1.0, median(steps)) if steps else 1.0
    runs = [[points[0]]]
    for point, step in zip(points[1:], steps, strict=True):
        if step > hole:
            runs.append([])
        runs[-1].append(point)
    return runs
