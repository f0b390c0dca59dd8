"""From stretches of speech to utterances, and from utterances to pieces that Whisper hears in one window.

Whisper hears 30 s at a time and a short clip costs as much as a full one, so several utterances are packed into a
piece; of a long silence between them only a little is kept. A piece knows where its parts lie in the recording.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from coach.model import Span

UTTERANCE_GAP_S = 0.5  # a longer silence ends an utterance
SHORTEST_UTTERANCE_S = 0.1  # a click; a short 嗯 or "mm" has 0.2 s
PAD_S = 0.25  # faint beginnings and ends that the voice activity misses; the recogniser should hear them
PIECE_S = 28.0  # below Whisper's window of 30 s, so that the last word is never cut
LONGEST_UTTERANCE_S = PIECE_S - 2 * PAD_S


@dataclass(frozen=True, slots=True)
class Part:
    """An utterance inside a piece: `spoken` is its speech, `heard` that with the padding, in recording time."""

    spoken: Span
    heard: Span


@dataclass(frozen=True, slots=True)
class Piece:
    """Parts of one track, played one straight after the other: at most `PIECE_S` in all."""

    track: int
    parts: tuple[Part, ...]

    @property
    def duration_s(self) -> float:
        return sum(part.heard.duration_s for part in self.parts)

    def place(self, start_s: float, end_s: float) -> tuple[int, float, float]:
        """Which part a stretch of the piece lies in (by its middle), and when in the recording: inside its speech.

        What lies in the silence between two parts opens the second: Whisper's words come early at pauses.
        """
        middle_s = (start_s + end_s) / 2
        offset_s = 0.0
        for index, part in enumerate(self.parts):
            if middle_s < offset_s + part.spoken.end_s - part.heard.start_s or index == len(self.parts) - 1:
                shift_s = part.heard.start_s - offset_s
                return index, _within(start_s + shift_s, part.spoken), _within(end_s + shift_s, part.spoken)
            offset_s += part.heard.duration_s
        raise ValueError("a piece has at least one part")


def utterances(spans: Iterable[Span], *, gap_s: float = UTTERANCE_GAP_S) -> tuple[Span, ...]:
    """Speech between silences of at least `gap_s`, in time order; none longer than `LONGEST_UTTERANCE_S`.

    A longer one is cut at its widest silence, and evenly where it has none. Lone clicks, shorter than
    `SHORTEST_UTTERANCE_S`, are dropped. () for no speech.
    """
    groups: list[list[Span]] = []
    for span in spans:
        if groups and span.start_s - groups[-1][-1].end_s < gap_s:
            groups[-1].append(span)
        else:
            groups.append([span])
    spoken = (group for group in groups if group[-1].end_s - group[0].start_s >= SHORTEST_UTTERANCE_S)
    return tuple(short for group in spoken for short in _shortened(group))


def pieces(track: int, spoken: Sequence[Span], *, end_s: float) -> Iterator[Piece]:
    """Pack a track's utterances, in time order, into as few pieces as keep the order; nothing for no utterances."""
    packed: list[Part] = []
    length_s = 0.0
    for part in _parts(spoken, end_s):
        if packed and length_s + part.heard.duration_s > PIECE_S:
            yield Piece(track, tuple(packed))
            packed, length_s = [], 0.0
        packed.append(part)
        length_s += part.heard.duration_s
    if packed:
        yield Piece(track, tuple(packed))


def _parts(spoken: Sequence[Span], end_s: float) -> Iterator[Part]:
    for index, span in enumerate(spoken):
        floor_s = (spoken[index - 1].end_s + span.start_s) / 2 if index else 0.0
        ceiling_s = (span.end_s + spoken[index + 1].start_s) / 2 if index + 1 < len(spoken) else end_s
        yield Part(span, Span(max(floor_s, span.start_s - PAD_S), min(ceiling_s, span.end_s + PAD_S)))


def _shortened(group: Sequence[Span]) -> Iterator[Span]:
    whole = Span(group[0].start_s, group[-1].end_s)
    if whole.duration_s <= LONGEST_UTTERANCE_S:
        yield whole
    elif len(group) == 1:
        middle_s = (whole.start_s + whole.end_s) / 2
        yield from _shortened([Span(whole.start_s, middle_s)])
        yield from _shortened([Span(middle_s, whole.end_s)])
    else:
        widest = max(range(1, len(group)), key=lambda index: group[index].start_s - group[index - 1].end_s)
        yield from _shortened(group[:widest])
        yield from _shortened(group[widest:])


def _within(time_s: float, span: Span) -> float:
    return min(max(time_s, span.start_s), span.end_s)
