"""A session before it is kept."""

from __future__ import annotations

from random import Random

import pytest

from coach.errors import UserError
from coach.exercise.draft import Draft, people_of
from coach.exercise.plan_check import problems, turns

NAMES = "Ann\nBen\nChen\nDora\nEmil\nFay"


def test_names_come_a_line_each_and_the_same_name_twice_is_numbered():
    people, read = people_of(" 王芳 \n\n李 娜\n王芳\n")
    assert [person.name for person in people] == ["王芳", "李 娜", "王芳 2"]
    assert "王芳 2" in read.notes[0].zh
    assert people_of(" \n ")[0] == ()
    with pytest.raises(UserError, match="at most 200"):
        people_of("\n".join(f"n{number}" for number in range(500)))


def test_whoever_stays_on_the_list_keeps_their_uid():
    before, _ = people_of("Ann\nBen\nChen")
    after, _ = people_of("Dora\nChen\nAnn", before)
    uids = {person.name: person.uid for person in before}
    assert [person.uid for person in after if person.name in uids] == [uids["Chen"], uids["Ann"]]
    assert after[0].uid not in uids.values()


def test_dealt_planned_and_changed_by_hand():
    draft = Draft(people=people_of(NAMES)[0], team_names=("One", "Two", "Three"), cases=("a", "b")).dealt(Random(3))
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
        Draft(people=people_of("a\nb\nc\nd\ne")[0], team_names=("1", "2", "3")).dealt(Random(1))


def test_teams_of_the_list_stay_and_the_half_day_goes_around():
    people, read = people_of("name,team\nAnn,Red\nBen,Red\nChen,Blue\nDora,Blue")
    draft = Draft(people=people, listed=read.people, team_names=("1", "2", "3"), is_half_day=True).dealt(Random(1))
    assert [team.name for team in draft.teams] == ["Red", "Blue"]
    assert [step.kind for step in draft.steps][:4] == ["survey", "barriers", "voice", "prepare"]
