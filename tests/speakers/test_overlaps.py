"""Two people at once in one channel, with the real encoder: passages of one laid over the other's speech."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coach.audio.track import TRACK_RATE_HZ
from coach.model import Span
from coach.speakers.diarise import Stretch, diarise
from coach.speakers.overlaps import talking_at_once
from tests.speakers.material import as_track, share_of, sides, silence, speech_of

LAID_S = 2.0
GRAIN_S = 0.4


def laid_over(example_id: str, folder: Path) -> tuple[np.ndarray, tuple[Span, ...]]:
    """The call mixed to one channel, with 2 s of the other person under every third long stretch of speech, and where."""
    both = sides(example_id)
    speech = [speech_of(as_track(folder, side, index=1)) for side in both]
    mixed, where = both.sum(axis=0), []
    for side in (0, 1):
        long = [span for span in speech[side] if span.duration_s >= LAID_S]
        passages = [span for span in speech[1 - side] if span.duration_s >= LAID_S]
        for number, over in enumerate(long[::3]):
            at, source = round(over.start_s * TRACK_RATE_HZ), round(passages[number % len(passages)].start_s * TRACK_RATE_HZ)
            length = round(LAID_S * TRACK_RATE_HZ)
            mixed[at : at + length] += both[1 - side][source : source + length]
            where.append(Span(over.start_s, over.start_s + LAID_S))
    return mixed, tuple(sorted(where))


@pytest.mark.slow
def test_where_two_talk_at_once_is_found_and_nowhere_else(tmp_path):
    mixed, where = laid_over("zh-good-birthday-cake", tmp_path)
    track = as_track(tmp_path, mixed)
    found = diarise(track, speech_of(track)).overlaps
    near = tuple(Span(span.start_s - GRAIN_S, span.end_s + GRAIN_S) for span in where)
    assert share_of(found, near) > 0.8
    assert share_of(where, found) > 0.3
    assert list(found) == sorted(found)


def test_one_person_or_too_little_of_two_has_none(tmp_path):
    track = as_track(tmp_path, silence(4.0))
    assert talking_at_once(track, (Span(0, 4),), (Stretch(Span(0, 4), 0),)) == ()
    assert talking_at_once(track, (Span(0, 4),), (Stretch(Span(0, 2), 0), Stretch(Span(2, 4), 1))) == ()
    assert talking_at_once(track, (), ()) == ()
