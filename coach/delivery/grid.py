"""Where spans of time fall on a contour's regular frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from coach.model import Span

if TYPE_CHECKING:
    import numpy as np

BLOCK_S = 60.0  # a minute of 16 kHz sound is 4 MB: memory stays bounded for any length


def mask(spans: Sequence[Span], *, count: int, hop_s: float) -> np.ndarray:
    """Which of `count` frames stand in one of `spans`: bool, shape (count,). Frame i stands at i x hop_s."""
    import numpy as np

    inside = np.zeros(count, dtype=bool)
    for span in spans:
        inside[max(0, round(span.start_s / hop_s)) : max(0, round(span.end_s / hop_s))] = True
    return inside


def blocks(spans: Iterable[Span]) -> Iterator[Span]:
    """The same stretches of time, none longer than BLOCK_S."""
    for span in spans:
        start_s = span.start_s
        while span.end_s - start_s > BLOCK_S:
            yield Span(start_s, start_s + BLOCK_S)
            start_s += BLOCK_S
        yield Span(start_s, span.end_s)
