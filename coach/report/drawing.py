"""The few strokes that the timeline is drawn with: an SVG tree, and time as a place on a strip."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

WIDTH = 960.0
GUTTER = 92.0  # names of the lanes, left of the plot
MARGIN = 10.0
PLOT = WIDTH - GUTTER - MARGIN
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

    def shows(self, start_s: float, end_s: float) -> bool:
        return start_s < self.end_s and end_s >= self.start_s

    def ticks_s(self) -> tuple[float, ...]:
        """Round times, far enough apart to be read."""
        per_s = PLOT / (self.end_s - self.start_s)
        step = next((step for step in _TICKS_S if step * per_s >= _MIN_TICK), _TICKS_S[-1])
        first = -int(-self.start_s // step)
        return tuple(float(n * step) for n in range(first, int(self.end_s // step) + 1) if self.end_s - n * step > 0.3 * step)


def add(parent: Element, tag: str, text: str | None = None, **attributes: object) -> Element:
    """A child of `parent`; floats get one decimal, `class_` and `text_anchor` become class and text-anchor."""
    child = SubElement(
        parent,
        tag,
        {
            name.rstrip("_").replace("_", "-"): f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
            for name, value in attributes.items()
        },
    )
    child.text = text
    return child


def path(points: list[tuple[float, float]]) -> str:
    """An open line through `points`."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
