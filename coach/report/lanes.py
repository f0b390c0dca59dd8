"""The lanes of the timeline: each draws one thing at a height and returns how high it is."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from xml.etree.ElementTree import Element

from coach.model import Curve, Interplay, Language, Pause, Span, Stage, Turn, Waveform
from coach.report.cards import Card
from coach.report.drawing import GUTTER, PLOT, Strip, add, path
from coach.report.format import clock, number
from coach.report.words import stage_name, word

PIN, WAVE, PITCH, PACE, STAGE, AXIS, GAP = 25.0, 46.0, 58.0, 42.0, 20.0, 20.0, 10.0
PIN_ROWS = 4
CELL = 6.4  # width of a Latin letter in the labels; a Chinese one takes two
PITCH_STEP_ST = 6


def place_pins(strip: Strip, cards: Sequence[Card]) -> list[tuple[Card, float, int]]:
    """The cards of a strip with their x and the row they stand in, so that neighbours do not touch."""
    last_x: list[float] = []
    pins = []
    for card in cards:
        if card.place is None or card.place.time_s is None or not strip.start_s <= card.place.time_s < strip.end_s:
            continue
        x = strip.x(card.place.time_s)
        free = [row for row, last in enumerate(last_x) if x - last >= PIN]
        if not free and len(last_x) < PIN_ROWS:
            free = [len(last_x)]
            last_x.append(x)
        row = free[0] if free else last_x.index(min(last_x))  # crowded: over the oldest neighbour
        last_x[row] = x
        pins.append((card, x, row))
    return pins


def draw_pins(svg: Element, pins: Sequence[tuple[Card, float, int]], top: float, bottom: float) -> None:
    """A numbered sign for each card, leading to it, in rows from `top` on; lines down to `bottom`."""
    for card, x, row in pins:
        y = top + PIN * (row + 0.5)
        link = add(svg, "a", href=f"#card-{card.number}", class_=f"pin {card.look}")
        add(link, "title", f"{card.number} {card.kind}: {card.title} ({card.place.text})")
        add(link, "line", x1=x, x2=x, y1=y, y2=bottom, class_="stem")
        _sign(link, card, x, y)
        look = "small" if card.number > 99 else "number"
        add(link, "text", str(card.number), x=x, y=y + 4.2, text_anchor="middle", class_=look)


def _sign(link: Element, card: Card, x: float, y: float) -> None:
    """Each kind has a shape of its own, so that it can be told without colour."""
    if card.look in ("red", "yellow"):
        add(link, "rect", x=x - 8, y=y - 10.5, width=16, height=21, rx=2.5, class_="sign")
    elif card.look == "delivery":
        add(link, "path", d=f"M{x:.1f} {y - 12.5:.1f}l12.5 12.5l-12.5 12.5l-12.5-12.5z", class_="sign")
    else:
        add(link, "circle", cx=x, cy=y, r=10, class_="sign")


def draw_stages(svg: Element, strip: Strip, stages: Sequence[Stage], top: float, language: Language) -> float:
    """A mark and a name where each stage starts, names in rows where they would touch; the height taken."""
    from rich.cells import cell_len

    last_right: list[float] = []
    for stage in sorted((stage for stage in stages if stage.start_s is not None), key=lambda stage: stage.start_s):
        if not strip.start_s <= stage.start_s < strip.end_s:
            continue
        name, x = stage_name(stage.id, language), strip.x(stage.start_s)
        width = cell_len(name) * CELL + 12
        fits = x + width <= GUTTER + PLOT
        left = x if fits else x - width
        row = next((row for row, right in enumerate(last_right) if left >= right), len(last_right))
        last_right[row : row + 1] = [left + width]
        group = add(svg, "g", class_="stage")
        add(group, "title", f"{name} {clock(stage.start_s)}")
        add(group, "path", d=f"M{x:.1f} {top + STAGE * row + 3:.1f}V{top + STAGE * (row + 1):.1f}")
        add(group, "text", name, x=x + (5 if fits else -5), y=top + STAGE * row + 14, text_anchor="start" if fits else "end")
    return STAGE * len(last_right)


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
    add(lane, "rect", x=GUTTER, y=top, width=PLOT, height=WAVE, class_="ground")
    for pause in pauses:
        draw_silence(lane, strip, Span(pause.start_s, pause.end_s), pause.pause_class, top)
    if waveform is not None and waveform.highs:
        add(lane, "path", d=_outline(waveform, strip, middle, WAVE / 2 - 5), class_="sound")
    for turn in turns:
        if turn.start_s is not None and turn.end_s is not None and strip.shows(turn.start_s, turn.end_s):
            left, right = strip.x(turn.start_s), strip.x(turn.end_s)
            look = "said upset" if turn.upset else "said"
            height = 5.0 if turn.upset else 2.5
            add(lane, "rect", x=left, y=top + WAVE - height, width=max(1.0, right - left), height=height, class_=look)
    for cut_s in cuts_s:
        if strip.start_s <= cut_s < strip.end_s:
            add(lane, "path", d=f"M{strip.x(cut_s):.1f} {top + 9:.1f}l-6-10h12z", class_="cut")
    return WAVE


def draw_silence(lane: Element, strip: Strip, span: Span, silence: str, top: float) -> None:
    """A silence as a shaded stretch, by class."""
    if strip.shows(span.start_s, span.end_s):
        left = strip.x(span.start_s)
        width = max(1.0, strip.x(span.end_s) - left)
        add(lane, "rect", x=left, y=top, width=width, height=WAVE, class_=f"pause {silence}")


def draw_dead_air(svg: Element, strip: Strip, interplay: Interplay | None, tops: Sequence[float]) -> None:
    """Silences of everybody, in every speaker's lane."""
    for span in interplay.dead_air if interplay else ():
        for top in tops:
            draw_silence(svg, strip, span, "dead_air", top)


def draw_pitch(svg: Element, strip: Strip, *, top: float, name: str, curve: Curve, median_hz: float) -> float:
    """The pitch contour in semitones around the speaker's median."""
    from math import log2

    lane = add(svg, "g", class_="pitch")
    known = [(time_s, 12 * log2(hz / median_hz)) for time_s, hz in zip(curve.times_s, curve.values, strict=True) if hz]
    reach = PITCH_STEP_ST * (2 if any(abs(st) > PITCH_STEP_ST for _, st in known) else 1)

    def y(semitones: float) -> float:
        return top + PITCH / 2 - semitones / reach * (PITCH / 2 - 3)

    _lane_name(lane, name, top + PITCH / 2)
    add(lane, "rect", x=GUTTER, y=top, width=PLOT, height=PITCH, class_="ground")
    for semitones in (-PITCH_STEP_ST, 0, PITCH_STEP_ST):
        add(lane, "line", x1=GUTTER, x2=GUTTER + PLOT, y1=y(semitones), y2=y(semitones), class_="rule" if semitones else "zero")
        add(lane, "text", f"{semitones:+d}".replace("-", "−") if semitones else "0", x=GUTTER - 4, y=y(semitones) + 3.5, class_="mark")
    points = [(x, y(min(max(st, -reach), reach))) for x, st in _thinned(known, strip)]
    for run in _runs(points):
        add(lane, "path", d=path(run) if len(run) > 1 else f"M{run[0][0]:.1f} {run[0][1]:.1f}h1", class_="line")
    return PITCH


def draw_pace(svg: Element, strip: Strip, *, top: float, name: str, curve: Curve, mean: float | None) -> float:
    """The pace as one bar for each window, with the mean of the call as a dashed line."""
    lane = add(svg, "g", class_="pace")
    known = [(time_s, value) for time_s, value in zip(curve.times_s, curve.values, strict=True) if value is not None]
    highest = max([value for _, value in known] + [mean or 0.0, 1.0])
    window_s = min((b - a for a, b in zip(curve.times_s, curve.times_s[1:], strict=False)), default=strip.end_s)

    def y(value: float) -> float:
        return top + PACE - value / highest * (PACE - 6)

    _lane_name(lane, name, top + PACE / 2)
    add(lane, "rect", x=GUTTER, y=top, width=PLOT, height=PACE, class_="ground")
    for time_s, value in known:
        if strip.shows(time_s - window_s / 2, time_s + window_s / 2):
            left, right = strip.x(time_s - window_s / 2), strip.x(time_s + window_s / 2)
            bar = add(lane, "rect", x=left + 0.5, y=y(value), width=max(0.5, right - left - 1), height=top + PACE - y(value), class_="bar")
            add(bar, "title", f"{clock(time_s)}: {number(round(value))}")
    if mean:
        add(lane, "line", x1=GUTTER, x2=GUTTER + PLOT, y1=y(mean), y2=y(mean), class_="mean")
        add(lane, "text", f"{mean:.0f}", x=GUTTER - 4, y=y(mean) + 4, class_="mark")
    return PACE


def draw_axis(svg: Element, strip: Strip, top: float) -> float:
    """Clock times under the lanes."""
    axis = add(svg, "g", class_="axis")
    for tick_s in strip.ticks_s():
        x = strip.x(tick_s)
        add(axis, "line", x1=x, x2=x, y1=top, y2=top + 4)
        add(axis, "text", clock(tick_s), x=x, y=top + 16, text_anchor="middle" if x > GUTTER + 8 else "start")
    return AXIS


def legend_words(language: Language) -> dict[str, str]:
    """What the shadings mean, by class name."""
    names = {silence: word(f"pause_{silence}", language) for silence in ("short", "hesitation", "gap", "dead_air")}
    return names | {"upset": word("customer_upset", language), "cut": word("interrupts", language)}


def _lane_name(lane: Element, name: str, middle: float) -> None:
    from coach.report.wrap import wrap_cells

    lines = wrap_cells(name, int((GUTTER - 26) / CELL))[:2]
    for index, line in enumerate(lines):
        add(lane, "text", line, x=0.0, y=middle + 4 + 13 * (index - (len(lines) - 1) / 2), class_="name")


def _outline(waveform: Waveform, strip: Strip, middle: float, reach: float) -> str:
    """The sound's outline, one column for each unit of width; the loudest sample of the track fills the lane."""
    loudest = max((max(abs(low), abs(high)) for low, high in zip(waveform.lows, waveform.highs, strict=True)), default=0.0)
    scale = reach / max(loudest, 0.01)
    columns: dict[int, tuple[float, float]] = {}
    first = max(0, int(strip.start_s / waveform.step_s))
    last = min(len(waveform.highs), int(strip.end_s / waveform.step_s) + 1)
    for step in range(first, last):
        x = int(strip.x(step * waveform.step_s))
        low, high = columns.get(x, (0.0, 0.0))
        columns[x] = (min(low, waveform.lows[step]), max(high, waveform.highs[step]))
    tops = "L".join(f"{x} {middle - high * scale - 0.3:.1f}" for x, (_, high) in columns.items())
    bottoms = "L".join(f"{x} {middle - low * scale + 0.3:.1f}" for x, (low, _) in reversed(columns.items()))
    return f"M{tops}L{bottoms}z"


def _thinned(points: Sequence[tuple[float, float]], strip: Strip) -> list[tuple[float, float]]:
    """At most one point for each unit of width: the median of those that fall there, x in the picture."""
    columns: dict[int, list[float]] = {}
    for time_s, value in points:
        if strip.start_s <= time_s < strip.end_s:
            columns.setdefault(round(strip.x(time_s)), []).append(value)
    return [(float(x), median(values)) for x, values in columns.items()]


def _runs(points: Sequence[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """Stretches without a hole: the voice stopped where neighbouring points lie further apart than the usual step."""
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
