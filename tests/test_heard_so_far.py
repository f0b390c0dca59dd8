"""What is told of a call while it is heard."""

from __future__ import annotations

import pytest

from coach.heard_so_far import Telling, heard_until_s, lasting
from coach.model import Span, Utterance
from tests.report.sample import sample


def test_what_is_still_to_be_heard_cannot_change_what_is_told():
    card = sample("en")
    told = lasting(card)
    assert {finding.kind for finding in card.findings} > {"red_card", "strength"}
    assert {finding.kind for finding in told.findings} == {"red_card", "strength"}
    assert (told.score, told.focus, told.criteria) == (None, None, ())
    assert told.turns == card.turns


def utterance(track: int, end_s: float) -> Utterance:
    return Utterance(track=track, start_s=end_s - 1, end_s=end_s, text="x", words=(), language="en")


@pytest.mark.parametrize(
    ("heard", "until_s"),
    [([(0, 10.0)], 0.0), ([(0, 10.0), (1, 4.0)], 4.0), ([(0, 10.0), (1, 19.8)], 10.0), ([(0, 30.0), (1, 20.0)], float("inf"))],
)
def test_a_time_is_heard_when_everybody_is_heard_up_to_it(heard, until_s):
    to_hear = [[Span(0.0, 30.0)], [Span(3.0, 4.0), Span(18.0, 20.0)], []]
    assert heard_until_s([utterance(*each) for each in heard], to_hear) == until_s


def test_telling_that_takes_long_is_done_rarely():
    told = []
    telling = Telling(told.append, lambda: sample("en"))
    for _ in range(50):
        telling.may_tell()
    assert len(told) == 1  # the others came within nine times of what the first took
