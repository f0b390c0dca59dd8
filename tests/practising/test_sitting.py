"""One sitting: what waits, what is kept at once, what the rep overrules, and when it is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coach.library.store import open_library, save_call
from coach.practice.drill_file import load_drill, save_drill
from coach.practising.answer import Judged
from coach.practising.sitting import SITTING_S, begin, give, is_over, overrule
from tests.report.sample import sample

MONDAY = date(2026, 3, 2)
GOOD, BAD = (Judged(answer="I'm sorry.", well=well, names={}) for well in (True, False))


@pytest.fixture
def one_call() -> None:
    with open_library() as db:
        save_call(db, sample("en"), title="The router")


def test_nothing_yet():
    sitting = begin(None, MONDAY)
    assert (sitting.now, sitting.due_count, sitting.later, sitting.library_is_empty) == (None, 0, (), True)
    assert is_over(sitting, 0.0)


def test_an_answer_is_kept_at_once_and_may_be_overruled(one_call):
    sitting = begin(None, MONDAY)
    assert (sitting.due_count, sitting.library_is_empty) == (2, False)
    first = sitting.now
    sitting = give(sitting, BAD)
    assert sitting.now != first
    assert sitting.later == ((MONDAY + timedelta(days=1), 1),)
    assert load_drill() == sitting.drill
    sitting = overrule(sitting, True)
    assert [each.well for each in sitting.given] == [True]
    assert sitting.later == ((MONDAY + timedelta(days=2), 1),)
    assert overrule(sitting, False).later == ((MONDAY + timedelta(days=1), 1),)


def test_it_is_over_after_two_minutes_or_when_nothing_waits(one_call):
    sitting = begin(None, MONDAY)
    assert not is_over(sitting, SITTING_S - 1)
    assert is_over(sitting, SITTING_S)
    sitting = give(give(sitting, GOOD), GOOD)
    assert is_over(sitting, 0.0)
    assert begin(None, MONDAY).now is None
    assert begin(None, MONDAY + timedelta(days=2)).due_count == 2


def test_only_one_persons_calls(one_call):
    named = sample("zh")
    with open_library() as db:
        save_call(db, replace(named, speakers=(replace(named.speakers[0], name="王敏"), *named.speakers[1:])), title="路由器")
    assert begin("王敏", MONDAY).due_count == 2
    assert begin(None, MONDAY).due_count == 4
    assert begin("Nobody", MONDAY).due_count == 0


def test_what_was_kept_meanwhile_stays(one_call):
    """The command line answers the second moment while the window has the first."""
    window = terminal = begin(None, MONDAY)
    terminal = replace(terminal, waiting=terminal.waiting[1:])
    give(terminal, GOOD)
    give(window, BAD)
    assert sorted(item.tries for item in load_drill().items) == [1, 1]


def test_a_moment_that_left_the_drill_meanwhile_does_not_come_back(one_call):
    sitting = begin(None, MONDAY)
    save_drill(replace(load_drill(), items=()))
    give(sitting, BAD)
    assert load_drill().items == ()


def test_nothing_to_overrule(one_call):
    with pytest.raises(ValueError, match="nothing"):
        overrule(begin(None, MONDAY), True)
