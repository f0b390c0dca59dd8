"""The two-minute drill: which moments of a call, and when they come back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coach.analyse import Options, score_transcript
from coach.errors import UserError
from coach.practice.drill import (
    LONGEST_DAYS,
    MAX_MOMENTS,
    Drill,
    Item,
    Moment,
    answered,
    coming,
    due,
    moments_of,
    still_missing,
    with_call,
)
from coach.practice.drill_file import drill_file, load_drill, save_drill

MONDAY = date(2026, 3, 2)


def moment(uid: str, call: str = "call-1", **fields) -> Moment:
    return Moment(uid=uid, call=call, language="en", customer="It broke!", answered="And?", **fields)


def intervals(results: str) -> list[int]:
    """Days until the moment comes back, after each result (`+` well, `-` badly), tried again on the day it is due."""
    drill, on, days = with_call(Drill(), "call-1", [moment("m")], MONDAY), MONDAY, []
    for result in results:
        drill = answered(drill, "m", well=result == "+", on=on)
        days.append((drill.items[0].due - on).days)
        on = drill.items[0].due
    return days


def test_answered_well_it_waits_longer_each_time_up_to_the_limit():
    days = intervals("++++++")
    assert days[:3] == [2, 11, 46]  # FSRS-6 with its default parameters
    assert days[3:] == [LONGEST_DAYS] * 3


def test_answered_badly_it_is_there_the_next_day_and_starts_shorter():
    assert intervals("-") == [1]
    *_, long, again, then = intervals("+++-+")
    assert again == 1 < then < long


def test_what_is_due_the_longest_overdue_first_and_no_more_than_fit_in_two_minutes():
    drill = with_call(Drill(), "call-1", [moment(f"m{number:02}") for number in range(12)], MONDAY)
    assert [item.moment.uid for item in due(drill, MONDAY)] == [f"m{number:02}" for number in range(8)]
    assert due(drill, MONDAY - timedelta(days=1)) == ()
    drill = with_call(drill, "call-2", [moment("late", call="call-2")], MONDAY - timedelta(days=3))
    assert due(drill, MONDAY, at_most=1)[0].moment.uid == "late"
    assert due(Drill(), MONDAY) == ()


def test_a_call_judged_again_keeps_the_place_of_its_moments_and_loses_those_it_no_longer_has():
    drill = with_call(Drill(), "call-1", [moment("m"), moment("n")], MONDAY)
    drill = answered(drill, "m", well=True, on=MONDAY)
    tried = next(item for item in drill.items if item.moment.uid == "m")
    again = with_call(drill, "call-1", [moment("m", missed=("empathy",))], MONDAY)
    assert [(item.moment.missed, item.due, item.tries) for item in again.items] == [(("empathy",), tried.due, 1)]
    other = with_call(drill, "call-2", [moment("o", call="call-2")], MONDAY)
    assert {item.moment.uid for item in other.items} == {"m", "n", "o"}
    assert with_call(other, "call-1", (), MONDAY).items == (Item(moment=moment("o", call="call-2"), due=MONDAY),)


def test_a_clock_set_back_does_no_harm():
    drill = answered(with_call(Drill(), "call-1", [moment("m")], MONDAY), "m", well=True, on=MONDAY)
    back = answered(drill, "m", well=True, on=MONDAY - timedelta(days=400))
    assert back.items[0].last == MONDAY
    assert back.items[0].due > MONDAY


def test_at_most_so_many():
    many = with_call(Drill(), "call-1", [moment(str(number)) for number in range(MAX_MOMENTS + 5)], MONDAY)
    assert len(many.items) == MAX_MOMENTS


def test_an_unknown_moment():
    with pytest.raises(KeyError):
        answered(Drill(), "m", well=True, on=MONDAY)


@pytest.mark.parametrize(
    ("fields", "shown", "missing"),
    [
        ({"missed": ("empathy", "ownership")}, {"empathy"}, None),
        ({"missed": ("empathy", "ownership")}, {"ownership"}, "empathy"),
        ({"red_cards": ("commanding",)}, {"open_question"}, None),
        ({"missed": ("no_logic",)}, (), None),  # no mark: only the rubric knows, and says nothing
        ({"missed": ("vague",), "unwanted": ("vague",)}, {"vague"}, "vague"),
        ({"missed": ("vague",), "unwanted": ("vague",)}, (), None),
    ],
)
def test_what_is_still_missing(fields, shown, missing):
    assert still_missing(moment("m", **fields), shown) == missing


def test_what_is_no_mark_is_missing_when_the_rubric_says_so_again():
    assert still_missing(moment("m", missed=("no_logic",)), (), missed_again=("no_logic",)) == "no_logic"
    assert still_missing(moment("m", missed=("thanks",)), (), can_show=("thanks",)) == "thanks"


def test_on_which_days_they_come_back():
    drill = with_call(Drill(), "call-1", [moment("m"), moment("n")], MONDAY)
    drill = with_call(drill, "call-2", [moment("o", call="call-2")], MONDAY + timedelta(days=1))
    assert coming(drill) == ((MONDAY, 2), (MONDAY + timedelta(days=1), 1))
    assert coming(drill, of_calls=("call-2",)) == ((MONDAY + timedelta(days=1), 1),)
    assert coming(Drill()) == ()


CALL = """rep: Good morning, Sam speaking, how can I help?
customer: My internet has been down for three days.
customer: Nobody calls me back and I'm furious!
rep: You have to calm down. That's not my department.
customer: That is outrageous. I want to cancel!
rep: I'm so sorry, anyone would be upset. I'll look into it myself right now.
customer: Thank you.
rep: Goodbye.
"""


def test_the_moments_of_a_call(tmp_path):
    file = tmp_path / "call.txt"
    file.write_text(CALL, encoding="utf-8")
    scorecard = score_transcript(file, Options())
    first, *others = moments_of(scorecard)
    assert first.customer == "My internet has been down for three days. Nobody calls me back and I'm furious!"
    assert first.answered == "You have to calm down. That's not my department."
    assert first.missed[0] == "empathy"
    assert set(first.red_cards) == {"commanding", "irresponsible"}
    assert first.better is not None
    assert first.call == scorecard.uid
    assert all("outrageous" not in other.customer for other in others if "empathy" in other.missed)
    assert first.heard is None  # a transcript without times
    assert moments_of(scorecard) == (first, *others)
    assert len({each.uid for each in (first, *others)}) == 1 + len(others)


def test_kept_between_days_readable_by_the_user_alone():
    assert load_drill() == Drill()
    drill = answered(with_call(Drill(), "call-1", [moment("m", missed=("empathy",))], MONDAY), "m", well=False, on=MONDAY)
    save_drill(drill)
    assert load_drill() == drill
    assert drill_file().stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("text", ["", "[]", '{"version": 1, "drill": {"items": [{}]}}', '{"version":1,"drill":{"items":[{"moment":{"uid":"a","call":"b","language":"en","customer":"c","answered":"d"},"due":"2026-01-01","stability":-1}]}}'])
def test_a_damaged_file_is_a_sentence_and_stays(text):
    drill_file().write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match="cannot be read"):
        load_drill()
    assert drill_file().read_text("utf-8") == text


def test_a_file_of_a_newer_program():
    drill_file().write_text('{"version": 2, "drill": {"items": []}}', encoding="utf-8")
    with pytest.raises(UserError, match="newer version"):
        load_drill()
