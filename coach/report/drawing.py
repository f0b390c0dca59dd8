"""The few strokes that the timeline is drawn with: an SVG tree, and time as a place on a strip."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

WIDTH = 960.0
GUTTER = 92.0  # names of the lanes, left of the plot
MARGIN = 10.0
PLOT = WIDTH - GUTTER - MARGIN
CELL = 6.4  # width of a Latin letter in the labels; a Chinese one takes two
_TICKS_S = (1, 2, 5, 10, 15, 30, 60, 120)
_MIN_TICK = 64.0  # so far apart stand the times on the axis


@dataclass(frozen=True, slots=True)
class Strip:
    """The part of the call that one picture shows, [start_s, end_s)."""

    start_s: float
    end_s: float

    def x(self, time_s: float) -> float:
        """Where `time_s` lies, held inside the plot."""
        share = (time_s - self.start_s) / (self.end_s - self.start_s)
        return GUTTER + PLOT * min(max(share, 0.0), 1.0)

    def holds(self, time_s: float) -> bool:
        return self.start_s <= time_s < self.end_s

    def overlaps(self, start_s: float, end_s: float) -> bool:
        return start_s < self.end_s and end_s >= self.start_s

    def ticks_s(self) -> tuple[float, ...]:
        """Round times, far enough apart to be read, none so near the end that it would be cut."""
        per_s = PLOT / (self.end_s - self.start_s)
        step = next((step for step in _TICKS_S if step * per_s >= _MIN_TICK), _TICKS_S[-1])
        rounds = range(-int(-self.start_s // step), int(self.end_s // step) + 1)
        return tuple(float(n * step) for n in rounds if self.end_s - n * step > 0.3 * step)


def add(parent: Element, tag: str, content: str | None = None, **attributes: str | float) -> Element:
    """A child of `parent`; floats get one decimal, a name such as `class_` or `text_anchor` becomes XML's."""
    child = SubElement(parent, tag, {_xml_name(name): _xml_value(value) for name, value in attributes.items()})
    child.text = content
    return child


def rect(parent: Element, look: str, x: float, y: float, width: float, height: float) -> None:
    add(parent, "rect", class_=look, x=x, y=y, width=width, height=height)


def line(parent: Element, look: str, start: tuple[float, float], end: tuple[float, float]) -> None:
    add(parent, "line", class_=look, x1=start[0], y1=start[1], x2=end[0], y2=end[1])


def text(parent: Element, look: str, content: str, x: float, y: float) -> None:
    add(parent, "text", content, class_=look, x=x, y=y)


def path(parent: Element, look: str, points: list[tuple[float, float]]) -> None:
    """An open line through `points` (at least one, which gives a dot)."""
    way = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    add(parent, "path", class_=look, d=f"M{way}" if len(points) > 1 else f"M{way}h.1")


def _xml_name(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _xml_value(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
