"""What stands above the lanes: the stages' names and the numbered signs of the cards."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from coach.model import Language, Stage
from coach.report.cards import Card
from coach.report.drawing import CELL, GUTTER, PLOT, Strip, add, line, text
from coach.report.format import clock
from coach.report.words import stage_name

STAGE, PIN = 20.0, 25.0
PIN_ROWS = 6


def draw_stages(svg: Element, strip: Strip, stages: Sequence[Stage], top: float, language: Language) -> float:
    """A mark and a name where each stage starts, names in rows where they would touch; the height taken."""
    from rich.cells import cell_len

    row_ends: list[float] = []
    starting = [stage for stage in stages if stage.start_s is not None and strip.holds(stage.start_s)]
    for stage in sorted(starting, key=lambda stage: stage.start_s):
        name, x = stage_name(stage.id, language), strip.x(stage.start_s)
        width = cell_len(name) * CELL + 12
        fits = x + width <= GUTTER + PLOT
        left = x if fits else x - width
        row = next((row for row, end in enumerate(row_ends) if left >= end), len(row_ends))
        row_ends[row : row + 1] = [left + width]
        y = top + STAGE * row
        group = add(svg, "g", class_="stage")
        add(group, "title", f"{name} {clock(stage.start_s)}")
        line(group, "start", (x, y + 3), (x, y + STAGE))
        text(group, "after" if fits else "before", name, x + (5 if fits else -5), y + 14)
    return STAGE * len(row_ends)


def place_pins(strip: Strip, cards: Sequence[Card]) -> list[tuple[Card, float, int]]:
    """The cards of a strip with their x and the row they stand in, so that neighbours do not touch."""
    last_x: list[float] = []
    pins = []
    for card in cards:
        if card.place is None or card.place.time_s is None or not strip.holds(card.place.time_s):
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


def pins_height(pins: Sequence[tuple[Card, float, int]]) -> float:
    return PIN * max((row + 1 for _, _, row in pins), default=0)


def draw_pins(svg: Element, pins: Sequence[tuple[Card, float, int]], top: float, bottom: float) -> None:
    """A numbered sign for each card, leading to it, in rows from `top` on; lines down to `bottom`."""
    for card, x, row in pins:
        y = top + PIN * (row + 0.5)
        link = add(svg, "a", href=f"#card-{card.number}", class_=f"pin {card.look}")
        add(link, "title", f"{card.number} {card.kind}: {card.title} ({card.place.text})")
        line(link, "stem", (x, y), (x, bottom))
        _sign(link, card, x, y)
        text(link, "small" if card.number > 99 else "number", str(card.number), x, y + 4.2)


def _sign(link: Element, card: Card, x: float, y: float) -> None:
    """Each kind has a shape of its own, so that it can be told without colour."""
    if card.look in ("red", "yellow"):
        add(link, "rect", class_="sign", x=x - 8, y=y - 10.5, width=16, height=21, rx=2.5)
    elif card.look == "delivery":
        add(link, "path", class_="sign", d=f"M{x:.1f} {y - 12.5:.1f}l12.5 12.5l-12.5 12.5l-12.5-12.5z")
    else:
        add(link, "circle", class_="sign", cx=x, cy=y, r=10)
