"""One speaker's turns laid over the sound: where they speak inside each turn."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from coach.delivery.edges import MAX_SHIFT_S
from coach.model import Span, Turn


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """A turn from its first to its last sound; `speech` are the stretches in between, in order."""

    turn: Turn
    speech: tuple[Span, ...]

    @property
    def span(self) -> Span:
        return Span(self.speech[0].start_s, self.speech[-1].end_s)


def spoken_turns(turns: Sequence[Turn], speech: Sequence[Span]) -> tuple[SpokenTurn, ...]:
    """The turns that have times, each with the part of `speech` (in order) that lies in it.

    A turn begins and ends with its sound: silence at its borders is no pause of the speaker. A turn in which
    no speech was found counts as spoken throughout.
    """
    laid: list[SpokenTurn] = []
    for turn in turns:
        if turn.start_s is None or turn.end_s is None or turn.end_s <= turn.start_s:
            continue
        whole = Span(turn.start_s, turn.end_s)
        inside = tuple(_within(span, whole) for span in overlapping(speech, whole))
        laid.append(SpokenTurn(turn, inside or (whole,)))
    return tuple(laid)


def overlapping(spans: Sequence[Span], whole: Span) -> Sequence[Span]:
    """Those of `spans` (in order, apart from one another) that share time with `whole`."""
    first = bisect_right(spans, whole.start_s, key=lambda span: span.end_s)
    return spans[first : bisect_left(spans, whole.end_s, key=lambda span: span.start_s)]


def union(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The same time as `spans`, in order and apart from one another, however they overlap."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start_s <= joined[-1].end_s:
            joined[-1] = Span(joined[-1].start_s, max(joined[-1].end_s, span.end_s))
        else:
            joined.append(span)
    return tuple(joined)


def cut_to(speech: Sequence[Span], own: Sequence[Span]) -> tuple[Span, ...]:
    """The part of `speech` (in order, refined edges) that lies in `own` (in order): one person's share of a channel."""
    return tuple(_within(span, whole) for whole in own for span in overlapping(speech, whole))


def _within(span: Span, whole: Span) -> Span:
    """`span` cut to `whole`, except where it only sticks out by as much as refining moves an edge."""
    sticks_out_s = (whole.start_s - span.start_s, span.end_s - whole.end_s)
    return Span(
        span.start_s if sticks_out_s[0] <= MAX_SHIFT_S else whole.start_s,
        span.end_s if sticks_out_s[1] <= MAX_SHIFT_S else whole.end_s,
    )


def speaking_s(spoken: Sequence[SpokenTurn]) -> float:
    """Speaking time: the turns with the pauses inside them."""
    return sum(turn.span.duration_s for turn in spoken)


def speech_s(spoken: Sequence[SpokenTurn]) -> float:
    """Time in which sound was made: the turns without any silence inside them."""
    return sum(span.duration_s for turn in spoken for span in turn.speech)
