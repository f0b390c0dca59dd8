"""Observers' sheets side by side, and the machine's."""

from __future__ import annotations

from coach.exercise import events as happened
from coach.exercise.marks import Mark
from coach.exercise.sheets import TeamCount, machine_agrees, observers_agree, sheet, team_counts
from coach.exercise.state import replay
from tests.exercise.made import session
from tests.rubric.cards import scored


def marked(*marks: str):
    """From "p1 empathy+" and the like, all of the first scene."""
    events = [happened.Opened(at_s=0.0, session=session())]
    for number, mark in enumerate(marks):
        by, item = mark[:-1].split()
        made = Mark(uid=f"m{number}", by=by, scene=1, at_s=float(number), item=item, plus=mark[-1] == "+")
        events.append(happened.Marked(at_s=1.0, mark=made))
    return replay(events)


def test_who_says_what_of_each_item():
    assert sheet(marked(), 1) == {}
    assert sheet(marked("p1 empathy+", "p1 empathy+", "p1 empathy-", "p2 gesture-", "p2 empathy-", "p2 empathy+"), 1) == {
        "empathy": {"p1": "plus", "p2": "none"},
        "gesture": {"p1": "none", "p2": "minus"},
    }


def test_the_machine_is_one_more_and_says_nothing_of_what_is_seen(tmp_path):
    card = scored(tmp_path, "customer: I have waited two weeks, it's terrible!", "rep: Calm down. You have to wait.")
    found = sheet(marked("p1 commanding-", "p1 gesture-"), 1, card)
    assert found["commanding"] == {"p1": "minus", "machine": "minus"}
    assert found["gesture"] == {"p1": "minus"}
    assert machine_agrees([found]).units >= 1


def test_agreement_among_observers():
    agreed = sheet(marked("p1 empathy+", "p2 empathy+", "p1 gesture-", "p2 gesture-"), 1)
    assert observers_agree([agreed]).alpha == 1.0
    differ = sheet(marked("p1 empathy+", "p2 empathy-", "p1 gesture-", "p2 ownership+"), 1)
    assert observers_agree([differ]).alpha < 0.2
    assert observers_agree([]).alpha is None
    assert machine_agrees([differ]).units == 0


def test_teams_side_by_side():
    state = marked("p1 empathy+", "p2 empathy-", "p3 empathy+", "p1 posture-")
    team = state.session.scene(1).team
    assert team_counts(state) == (
        TeamCount(team=team, item="empathy", plus=2, minus=1),
        TeamCount(team=team, item="posture", plus=0, minus=1),
    )
