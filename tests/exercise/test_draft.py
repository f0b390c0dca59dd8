"""A session before it is kept."""

from __future__ import annotations

from random import Random

import pytest

from coach.errors import UserError
from coach.exercise.draft import Draft, people_of
from coach.exercise.plan_check import problems, turns

NAMES = "Ann\nBen\nChen\nDora\nEmil\nFay"


def test_names_come_a_line_each_or_with_commas_and_the_same_name_twice_is_numbered():
    assert [person.name for person in people_of(" 王芳 \n\n李 娜\n王芳\n")] == ["王芳", "李 娜", "王芳 2"]
    assert [person.name for person in people_of("王芳，李娜、Zoe, Ann")] == ["王芳", "李娜", "Zoe", "Ann"]
    assert [person.name for person in people_of("Li, Na\nAnn")] == ["Li, Na", "Ann"]
    assert people_of(" \n ") == ()
    assert len(people_of("\n".join(f"n{number}" for number in range(500)))) == 200
    assert len(people_of("x" * 500)[0].name) == 60


def test_whoever_stays_on_the_list_keeps_their_uid():
    before = people_of("Ann\nBen\nChen")
    after = people_of("Dora\nChen\nAnn", before)
    uids = {person.name: person.uid for person in before}
    assert [person.uid for person in after if person.name in uids] == [uids["Chen"], uids["Ann"]]
    assert after[0].uid not in uids.values()


def test_dealt_planned_and_changed_by_hand():
    draft = Draft(people=people_of(NAMES), team_names=("One", "Two", "Three"), cases=("a", "b")).dealt(Random(3))
    session = draft.session(uid="s", title="Thursday", language="en")
    assert [scene.case for scene in session.scenes] == ["a", "b", "a"]
    assert [step.kind for step in session.steps] == ["prepare", *["play", "discussion"] * 3]
    assert problems(session) == ()
    assert turns(session).en == "Everybody plays once."
    uid = draft.teams[0].people[0]
    moved = draft.moved(uid, 2)
    assert [uid in team.people for team in moved.teams] == [False, False, True]
    assert moved.is_by_hand
    assert moved.scenes == draft.scenes
    assert not moved.dealt(Random(3)).is_by_hand


def test_too_few_for_the_teams_is_one_sentence():
    with pytest.raises(UserError, match="at most 2"):
        Draft(people=people_of("a\nb\nc\nd\ne"), team_names=("1", "2", "3")).dealt(Random(1))
