"""Who speaks when in one channel: windows of voice, voices, and every moment of speech given to one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.audio.track import Track
from coach.model import Span
from coach.speakers.cluster import voices
from coach.speakers.encoder import HOP_S
from coach.speakers.overlaps import talking_at_once
from coach.speakers.windows import Windows, listen_to_voices

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True)
class Stretch:
    """One person's speech: `person` counts from 0 in the order in which they first speak."""

    span: Span
    person: int


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """`stretches` in order, touching where one person follows another without a pause.

    `voices` (people, 256): the centre of each person's vectors, of length 1. `overlaps`: where two talk at once, though
    the stretch is given to one of them; only what is fairly sure.
    """

    stretches: tuple[Stretch, ...]
    voices: np.ndarray
    overlaps: tuple[Span, ...] = ()

    @property
    def count(self) -> int:
        return len(self.voices)

    def speech(self, person: int) -> tuple[Span, ...]:
        return tuple(stretch.span for stretch in self.stretches if stretch.person == person)


def diarise(track: Track, speech: Sequence[Span], *, count: int | None = None) -> People:
    """The people of a track; `speech` are the voice activity's spans in order, `count` how many there are if known (1-6).

    No speech gives nobody.
    """
    found = people(listen_to_voices(track, speech), speech, count=count)
    return replace(found, overlaps=talking_at_once(track, speech, found.stretches))


def people(windows: Windows, speech: Sequence[Span], *, count: int | None = None) -> People:
    """The same from the windows, without overlaps."""
    import numpy as np

    seconds = np.array([span.duration_s for span in windows.spans])
    centres = voices(windows.vectors, seconds, count)
    if len(centres) == 0:
        return People((), centres)
    owner = _owners(windows, centres)
    found = [stretch for span in speech for stretch in _stretches(span, owner)]
    return _in_order_of_speaking(found, centres)


def _owners(windows: Windows, centres: np.ndarray) -> np.ndarray:
    """Who has the floor in each 10 ms, by the windows over it, the nearest to its middle counting most; -1 for nobody."""
    import numpy as np

    frames = round(max(span.end_s for span in windows.spans) / HOP_S) + 1
    votes = np.zeros((frames, len(centres)), dtype=np.float32)
    for span, vector in zip(windows.spans, windows.vectors, strict=True):
        first, last = round(span.start_s / HOP_S), round(span.end_s / HOP_S)
        ramp = np.minimum(np.arange(1, last - first + 1), np.arange(last - first, 0, -1))
        votes[first:last, int(np.argmax(centres @ vector))] += ramp
    owner = votes.argmax(axis=1)
    owner[votes.sum(axis=1) == 0] = -1
    return owner


def _stretches(span: Span, owner: np.ndarray) -> list[Stretch]:
    """A stretch of speech cut where the owner changes."""
    import numpy as np

    first, last = round(span.start_s / HOP_S), min(len(owner), round(span.end_s / HOP_S))
    own = owner[first:last]
    if len(own) == 0 or own.max() < 0:
        return []
    cuts = [0, *(np.flatnonzero(np.diff(own)) + 1).tolist(), len(own)]
    times_s = [span.start_s, *((first + cut) * HOP_S for cut in cuts[1:-1]), span.end_s]
    return [
        Stretch(Span(start_s, end_s), int(own[cut]))
        for cut, start_s, end_s in zip(cuts, times_s, times_s[1:], strict=False)
        if own[cut] >= 0
    ]


def _in_order_of_speaking(stretches: Sequence[Stretch], centres: np.ndarray) -> People:
    order = list(dict.fromkeys(stretch.person for stretch in stretches))
    new = {person: index for index, person in enumerate(order)}
    return People(tuple(Stretch(each.span, new[each.person]) for each in stretches), centres[order])
