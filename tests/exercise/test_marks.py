"""Marks from phones: right in time, whatever the phone's clock says and however late they come."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.exercise.marks import MAX_AGE_S, FromPhone, arrived

SENT = FromPhone(uid="m1", scene=1, clock_ms=1e12, item="empathy", plus=True, words="  said   sorry ")


@settings(deadline=None)
@given(wrong_s=st.floats(-1e6, 1e6), late_s=st.floats(0, MAX_AGE_S - 1))
def test_a_wrong_clock_and_a_late_arrival_do_not_matter(wrong_s, late_s):
    marked_s = 1.79e9
    sent = msgspec.structs.replace(SENT, clock_ms=(marked_s + wrong_s) * 1000)
    mark = arrived(sent, by="p1", sent_clock_ms=(marked_s + wrong_s + late_s) * 1000, received_s=marked_s + late_s)
    assert mark.at_s == pytest.approx(marked_s, abs=0.01)


def test_what_cannot_be_is_taken_as_made_now():
    assert arrived(SENT, by="p1", sent_clock_ms=SENT.clock_ms - 5000, received_s=50.0).at_s == 50.0
    assert arrived(SENT, by="p1", sent_clock_ms=SENT.clock_ms + 1e9, received_s=50.0).at_s == 50.0


def test_a_card_is_always_a_minus_and_words_are_one_line():
    card = msgspec.structs.replace(SENT, item="gesture")
    assert not arrived(card, by="p1", sent_clock_ms=card.clock_ms, received_s=1.0).plus
    assert arrived(SENT, by="p1", sent_clock_ms=SENT.clock_ms, received_s=1.0).words == "said sorry"


@pytest.mark.parametrize(
    "wrong",
    [
        {"item": "charm"}, {"uid": "<script>"}, {"uid": "x" * 65}, {"scene": 0}, {"words": "x" * 201}, {"clock_ms": -1},
        {"stage": "lunch"}, {"by": "p1"}, {"plus": "yes"},
    ],
)  # fmt: skip
def test_what_a_phone_may_not_send(wrong):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**msgspec.to_builtins(SENT), **wrong}, FromPhone)
