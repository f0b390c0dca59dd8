"""How well found pauses agree with the known ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coach.model import Span


@dataclass(frozen=True)
class Match:
    """`known` pauses, `hit` of them found, `false` finds, and the found edges' errors in seconds (late: positive)."""

    known: int
    hit: int
    false: int
    start_errors_s: tuple[float, ...]
    end_errors_s: tuple[float, ...]

    @property
    def recall(self) -> float:
        return self.hit / self.known

    @property
    def precision(self) -> float:
        return self.hit / (self.hit + self.false)

    @property
    def median_edge_s(self) -> tuple[float, float]:
        return float(np.median(np.abs(self.start_errors_s))), float(np.median(np.abs(self.end_errors_s)))


def silences_between(speech: Sequence[Span], *, shortest_s: float = 0.25) -> list[Span]:
    found = [Span(before.end_s, after.start_s) for before, after in zip(speech, speech[1:], strict=False)]
    return [span for span in found if span.duration_s >= shortest_s]


def match(found: Sequence[Span], silences: Sequence[Span], *, shortest_s: float = 0.25) -> Match:
    """A pause is hit when one found overlaps it by more than half of the shorter of the two."""
    known = [silence for silence in silences if silence.duration_s >= shortest_s]
    pairs = [(silence, [span for span in found if _same(silence, span)]) for silence in known]
    hits = [(silence, spans) for silence, spans in pairs if spans]
    return Match(
        known=len(known),
        hit=len(hits),
        false=sum(not any(_same(silence, span) for silence in known) for span in found),
        start_errors_s=tuple(spans[0].start_s - silence.start_s for silence, spans in hits),
        end_errors_s=tuple(spans[-1].end_s - silence.end_s for silence, spans in hits),
    )


def joined(matches: Sequence[Match]) -> Match:
    """Several matches counted together."""
    return Match(
        known=sum(one.known for one in matches),
        hit=sum(one.hit for one in matches),
        false=sum(one.false for one in matches),
        start_errors_s=tuple(error for one in matches for error in one.start_errors_s),
        end_errors_s=tuple(error for one in matches for error in one.end_errors_s),
    )


def _same(one: Span, other: Span) -> bool:
    return one.overlap_s(other) > 0.5 * min(one.duration_s, other.duration_s)
