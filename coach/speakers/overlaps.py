"""Where two people talk at once in one channel: each call teaches it by its own voices.

Stretches in which one person talks alone are laid over one another, two people at a time, and a logistic regression over the
encoder's vectors learns to tell these from one person alone and from one following the other. It then hears the call in
windows of WINDOW_S. Only strong evidence counts: figures in docs/speakers.md, from `benchmarks/speakers.py overlaps`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from coach.audio.track import TRACK_RATE_HZ, Track
from coach.model import Span
from coach.speakers.encoder import HOP_S, mel_frames, voice_vectors
from coach.speakers.windows import evenly, runs

if TYPE_CHECKING:
    import numpy as np

    from coach.speakers.diarise import Stretch

FRAMES = 80
WINDOW_S = FRAMES * HOP_S  # shorter windows hold too little voice, in longer ones a change of person looks like two at once
STEP_S = 0.4
LEAST_SURE = 0.7  # probability from which a window counts
EDGE_S = 0.15  # from a change of person, which is not known more exactly
FEWEST_ALONE = 6  # windows of a person alone, at least, to know them by
MIXES, ALONE = 60, 100  # windows to learn from, shared out among the pairs and the people
FEWEST_OF_EACH = 8
LOUDEST_DB = 6.0  # of one person over the other in a mix
REGULARISATION = 30.0  # scikit-learn's C


def talking_at_once(track: Track, speech: Sequence[Span], stretches: Sequence[Stretch]) -> tuple[Span, ...]:
    """The spans in order, in steps of about WINDOW_S / 2; () with fewer than two people, or too little of each alone."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    alone = _alone(stretches)
    if len(alone) < 2:
        return ()
    chance = np.random.default_rng(0)
    mixed = voice_vectors((mel for mel in _mixed(track, alone, chance)), frames=FRAMES)
    not_mixed = voice_vectors((mel for mel in _not_mixed(track, alone, chance)), frames=FRAMES)
    spans: list[Span] = []
    heard = voice_vectors(_windows(track, speech, spans), frames=FRAMES)
    if not spans:
        return ()
    with threadpool_limits(1):
        learnt = LogisticRegression(C=REGULARISATION, class_weight="balanced", max_iter=500).fit(
            np.concatenate([mixed, not_mixed]), np.repeat([1, 0], [len(mixed), len(not_mixed)])
        )
        sure = learnt.predict_proba(heard)[:, 1]
    return _joined([_middle(span) for span, each in zip(spans, sure, strict=True) if each >= LEAST_SURE])


def _alone(stretches: Sequence[Stretch]) -> dict[int, list[float]]:
    """When windows start in which each person talks alone; without people of whom there are too few."""
    starts_s: dict[int, list[float]] = {}
    for stretch in stretches:
        room_s = stretch.span.duration_s - 2 * EDGE_S - WINDOW_S
        if room_s >= 0:
            count = 1 + int(room_s / STEP_S)
            starts_s.setdefault(stretch.person, []).extend(stretch.span.start_s + EDGE_S + STEP_S * i for i in range(count))
    return {person: each for person, each in starts_s.items() if len(each) >= FEWEST_ALONE}


def _mixed(track: Track, alone: dict[int, list[float]], chance: np.random.Generator) -> Iterator[np.ndarray]:
    """Two people's windows laid over one another."""
    for one, two in _pairs(track, alone, chance):
        gain = 10 ** (chance.uniform(-LOUDEST_DB, LOUDEST_DB) / 20)
        yield mel_frames(one + gain * two)[:FRAMES]


def _not_mixed(track: Track, alone: dict[int, list[float]], chance: np.random.Generator) -> Iterator[np.ndarray]:
    """One person going on where the other ends, and each of them alone."""
    import numpy as np

    for one, two in _pairs(track, alone, chance):
        cut = int(chance.uniform(0.2, 0.8) * len(one))
        yield mel_frames(np.concatenate([one[:cut], two[cut:]]))[:FRAMES]
    for starts_s in alone.values():
        count = min(len(starts_s), max(FEWEST_OF_EACH, ALONE // len(alone)))
        for start_s in chance.choice(starts_s, count, replace=False):
            yield mel_frames(_read(track, start_s))[:FRAMES]


def _pairs(
    track: Track, alone: dict[int, list[float]], chance: np.random.Generator
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Windows of two different people, either of them first; every two people equally often."""
    pairs = list(combinations(sorted(alone), 2))
    for pair in pairs:
        for _ in range(max(FEWEST_OF_EACH, MIXES // len(pairs))):
            one, two = (_read(track, chance.choice(alone[person])) for person in chance.permutation(pair))
            yield one, two


def _read(track: Track, start_s: float) -> np.ndarray:
    first = round(float(start_s) * TRACK_RATE_HZ) / TRACK_RATE_HZ
    return track.read(first, first + WINDOW_S)


def _windows(track: Track, speech: Sequence[Span], spans: list[Span]) -> Iterator[np.ndarray]:
    """The mel frames of every window of the speech; where it lies is added to `spans`."""
    for run in runs(speech):
        mel = mel_frames(track.read(run.start_s, run.end_s))
        if len(mel) >= FRAMES:
            for first, last in evenly(len(mel), window=FRAMES, step_s=STEP_S):
                spans.append(Span(run.start_s + first * HOP_S, run.start_s + last * HOP_S))
                yield mel[first:last]


def _middle(span: Span) -> Span:
    quarter_s = span.duration_s / 4
    return Span(span.start_s + quarter_s, span.end_s - quarter_s)


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.start_s - joined[-1].end_s < HOP_S:
            joined[-1] = Span(joined[-1].start_s, max(joined[-1].end_s, span.end_s))
        else:
            joined.append(span)
    return tuple(joined)
