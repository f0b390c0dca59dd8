"""With the real voice activity and encoder, on the bundled calls mixed to one channel."""

from __future__ import annotations

import numpy as np
import pytest

from coach.speakers.diarise import diarise
from tests.speakers.material import as_track, share_of, sides, silence, speech_of


@pytest.mark.parametrize("example_id", ["en-good-service-light", "en-bad-broadband", "zh-good-birthday-cake"])
def test_two_people_in_one_channel_are_told_apart(example_id, tmp_path):
    """One real telephone call, and two where both voices are one synthetic voice with its pitch and formants moved."""
    both = sides(example_id)
    alone = [speech_of(as_track(tmp_path, side, index=1)) for side in both]
    mixed = as_track(tmp_path, both.sum(axis=0))
    people = diarise(mixed, speech_of(mixed))
    assert people.count == 2
    order = sorted((0, 1), key=lambda side: alone[side][0])
    for person, side in enumerate(order):
        assert share_of(people.speech(person), alone[1 - side]) < 0.06  # and in the overlaps both are right
        assert share_of(alone[side], people.speech(person)) > 0.93


def test_one_person_alone_is_one(tmp_path):
    track = as_track(tmp_path, sides("en-good-practice-refund")[0])
    people = diarise(track, speech_of(track))
    assert people.count == 1
    assert people.stretches[0].span.start_s == speech_of(track)[0].start_s


def test_stretches_lie_in_the_speech_in_order(tmp_path):
    track = as_track(tmp_path, sides("en-bad-broadband").sum(axis=0))
    speech = speech_of(track)
    people = diarise(track, speech)
    spans = [stretch.span for stretch in people.stretches]
    assert all(one.end_s <= two.start_s + 1e-9 for one, two in zip(spans, spans[1:], strict=False))
    assert sum(span.duration_s for span in spans) == pytest.approx(sum(span.duration_s for span in speech), abs=0.2)
    assert people.stretches[0].person == 0


def test_nobody(tmp_path):
    people = diarise(as_track(tmp_path, silence(2.0)), ())
    assert people.count == 0
    assert people.stretches == ()


def test_speech_too_short_for_a_voice(tmp_path):
    from coach.model import Span

    track = as_track(tmp_path, np.random.default_rng(0).normal(0, 0.1, 16_000))
    assert diarise(track, (Span(0.1, 0.15),)).count == 0
