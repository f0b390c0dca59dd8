"""Two channels that hear each other: echo and cross-talk taken out, so that the same words are one turn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coach.audio.track import Track
from coach.model import Note, Span, Text, Utterance

if TYPE_CHECKING:
    import numpy as np

CELL_S, CLOSE_S, WIDE_S = 0.25, 1.0, 2.0  # each cell of speech is compared in a window around it
EARLIEST_S, LATEST_S = -0.05, 0.35  # an echo's delay; in one room either microphone may be nearer
ECHO_LIKENESS = 0.6  # the highest correlation from which a window is the other's sound; of two people talking 0.35 or less
SAME_RISE = 0.75  # correlation of loudness
LOUDNESS_SAMPLES = 80  # 10 ms at half the rate
QUIETER, MUCH_QUIETER = 0.7, 0.5  # power of an echo against the other's, at most: at equal levels nobody can say whose sound it is
SHORTEST_LEFT_S = 0.2
LEAST_TOLD_S = 1.0  # less than this taken out is not worth a sentence
SAME_TIME_S = 0.6  # the same word on both channels begins within this
FEWEST_SAME = {"zh": 4, "en": 3}  # words (characters) in a row; a "yes" may well be said by both
SAME_SHARE = 0.8
_UNIT = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff_]+")


def without_echo(
    tracks: Sequence[Track], speech: Sequence[Sequence[Span]], *, sure: int | None = None
) -> tuple[list[tuple[Span, ...]], tuple[Note, ...]]:
    """The speech of each track without what is the other's sound, and a note when that was much. One track stays as it is.

    `sure`: a track that can have nothing of the other's in it, which the other may have louder than it is itself. Its spans may
    then be those in which it sounds at all.
    """
    if len(tracks) != 2:
        return [tuple(spans) for spans in speech], ()
    left = [
        tuple(speech[own])
        if own == sure
        else tuple(
            part
            for span in speech[own]
            for part in _own_parts(tracks[own], tracks[1 - own], span, speech[1 - own], is_sure=sure is not None)
        )
        for own in (0, 1)
    ]
    removed_s = sum(_length_s(before) - _length_s(after) for before, after in zip(speech, left, strict=True))
    return left, (_note(removed_s),) if removed_s >= LEAST_TOLD_S else ()


def without_doubles(utterances: Sequence[Utterance], tracks: Sequence[Track], *, sure: int | None = None) -> tuple[Utterance, ...]:
    """The utterances without those whose words are the other channel's at the same time, heard there louder.

    The words of the track `sure` are its own, however loud they are on the other.
    """

    def is_theirs(utterance: Utterance, other: Utterance) -> bool:
        if other.track == utterance.track or utterance.track == sure or not _is_double(utterance, other):
            return False
        return other.track == sure or _power(tracks, utterance) < _power(tracks, other)

    return tuple(utterance for utterance in utterances if not any(is_theirs(utterance, other) for other in utterances))


def _own_parts(own: Track, other: Track, span: Span, others: Sequence[Span], *, is_sure: bool) -> Iterator[Span]:
    """What is left of a stretch of speech without the cells that are the other channel's sound."""
    near = Span(span.start_s - LATEST_S, span.end_s)
    if not any(near.overlap_s(each) for each in others):
        yield span
        return
    start_s = kept_s = span.start_s
    while start_s < span.end_s:
        cell = Span(start_s, min(span.end_s, start_s + CELL_S))
        shifted = Span(cell.start_s - LATEST_S, cell.end_s)
        if any(shifted.overlap_s(each) for each in others) and _is_echo(own, other, cell, is_sure=is_sure):
            if cell.start_s - kept_s >= SHORTEST_LEFT_S:
                yield Span(kept_s, cell.start_s)
            kept_s = cell.end_s
        start_s = cell.end_s
    if span.end_s - kept_s >= SHORTEST_LEFT_S or kept_s == span.start_s:
        yield Span(kept_s, span.end_s)


def _is_echo(own: Track, other: Track, cell: Span, *, is_sure: bool) -> bool:
    """Whether the sound around the cell is the other channel's, later and quieter; `is_sure`: later is enough."""
    middle_s = (cell.start_s + cell.end_s) / 2
    close = _Pair(own, other, middle_s, CLOSE_S)
    likeness, power_share = close.by_wave()
    if likeness >= ECHO_LIKENESS and (is_sure or power_share <= QUIETER):
        return True
    likeness, power_share = _Pair(own, other, middle_s, WIDE_S).by_loudness()
    return likeness >= SAME_RISE and power_share <= MUCH_QUIETER


class _Pair:
    """A window of one channel and the stretch of the other in which its original must lie."""

    def __init__(self, own: Track, other: Track, middle_s: float, length_s: float) -> None:
        start_s = max(0.0, middle_s - length_s / 2)
        self.sound = _halved(own.read(start_s, start_s + length_s))
        self.around = _halved(other.read(start_s - min(LATEST_S, start_s), start_s + length_s - EARLIEST_S))

    def by_wave(self) -> tuple[float, float]:
        """The highest correlation of the waves at any delay (0-1), and the power there against the original's."""
        return _best_match(self.sound, self.around)

    def by_loudness(self) -> tuple[float, float]:
        """The same of how loudness rises and falls, which a room's reverberation leaves alone."""
        return _best_match(_loudness(self.sound), _loudness(self.around), centred=True)


def _best_match(sound: np.ndarray, around: np.ndarray, *, centred: bool = False) -> tuple[float, float]:
    """The highest correlation (0-1) of `sound` with a part of `around`, and the ratio of their powers there; (0, 1) for none."""
    import numpy as np
    from scipy.fft import irfft, next_fast_len, rfft

    length = len(sound)
    if len(around) <= length or not sound.any():
        return 0.0, 1.0
    power = float(np.sum(sound**2))
    powers = _moving_sum(around**2, length)
    shape, scale = sound, np.sqrt(np.maximum(powers * power, 1e-20))
    if centred:
        shape = sound - sound.mean()
        variances = powers - _moving_sum(around, length) ** 2 / length
        scale = np.sqrt(np.maximum(variances * np.sum(shape**2), 1e-20))
    size = next_fast_len(len(around))
    products = irfft(rfft(around, size) * np.conj(rfft(shape, size)), size)[: len(around) - length + 1]
    likeness = (products if centred else np.abs(products)) / scale
    best = int(np.argmax(likeness))
    return float(likeness[best]), power / max(float(powers[best]), 1e-20)


def _moving_sum(values: np.ndarray, length: int) -> np.ndarray:
    import numpy as np

    sums = np.concatenate([[0.0], np.cumsum(values)])
    return sums[length:] - sums[: len(sums) - length]


def _loudness(samples: np.ndarray) -> np.ndarray:
    """RMS of every LOUDNESS_SAMPLES."""
    import numpy as np

    whole = len(samples) // LOUDNESS_SAMPLES * LOUDNESS_SAMPLES
    return np.sqrt((samples[:whole].reshape(-1, LOUDNESS_SAMPLES) ** 2).mean(axis=1))


def _halved(samples: np.ndarray) -> np.ndarray:
    """At half the rate: a telephone has no more, and it takes half the time."""
    import numpy as np

    even = len(samples) // 2 * 2
    return samples[:even].reshape(-1, 2).mean(axis=1).astype(np.float64)


def _is_double(utterance: Utterance, other: Utterance) -> bool:
    if other.start_s > utterance.end_s + SAME_TIME_S or other.end_s < utterance.start_s - SAME_TIME_S:
        return False
    own, theirs = _timed_units(utterance), _timed_units(other)
    same = sum(any(unit == word and abs(time_s - at_s) <= SAME_TIME_S for word, at_s in theirs) for unit, time_s in own)
    return same >= FEWEST_SAME[utterance.language] and same >= SAME_SHARE * len(own)


def _timed_units(utterance: Utterance) -> list[tuple[str, float]]:
    return [(unit, word.start_s) for word in utterance.words for unit in _UNIT.findall(word.text.lower())]


def _power(tracks: Sequence[Track], utterance: Utterance) -> float:
    samples = tracks[utterance.track].read(utterance.start_s, utterance.end_s)
    return float((samples**2).mean()) if len(samples) else 0.0


def _length_s(spans: Sequence[Span]) -> float:
    return sum(span.duration_s for span in spans)


def _note(removed_s: float) -> Note:
    return Note(
        code="cross_talk_removed",
        text=Text(
            zh=f"一个声道里能听到另一个声道的声音（串音或回声），已去掉 {removed_s:.0f} 秒，同样的话只算一次。",
            en=f"One channel can be heard in the other (cross-talk or echo): {removed_s:.0f} s of it were taken out, and the same "
            "words count once.",
        ),
    )
