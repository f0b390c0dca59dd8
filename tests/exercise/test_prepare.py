"""A session from what the trainer gave, and a template of it."""

from __future__ import annotations

from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import UserError
from coach.exercise.people import Listed, read_people
from coach.exercise.plan_check import problems
from coach.exercise.prepare import new_session, team_names
from coach.exercise.template import (
    as_toml,
    list_templates,
    load_template,
    parse_template,
    save_template,
    session_from,
    template_of,
    templates_folder,
)


def made(count: int = 9, **more):
    listed = tuple(Listed(name=f"Person {number}") for number in range(count))
    return new_session(**{"uid": "s1", "title": "Thursday", "language": "en", "listed": listed, "random": Random(1), **more})


def test_three_teams_and_everybody_plays_once():
    session = made(12)
    assert [team.name for team in session.teams] == ["Team 1", "Team 2", "Team 3"]
    assert sorted(uid for scene in session.scenes for uid in scene.players) == sorted(person.uid for person in session.people)
    assert [step.kind for step in session.steps[:3]] == ["prepare", "play", "discussion"]
    assert problems(session) == ()
    assert made(12) == session  # the same seed, the same plan


def test_what_was_asked_for_is_there():
    session = made(scenes=4, cases=["a", "b"], players=4, whole_half_day=True, discussion_s=600.0, language="zh", names=team_names(2, "zh"))
    assert [scene.case for scene in session.scenes] == ["a", "b", "a", "b"]
    assert [team.name for team in session.teams] == ["第一组", "第二组"]
    assert session.steps[0].kind == "survey"
    assert {step.seconds for step in session.steps if step.kind == "discussion"} == {600.0}


def test_chinese_numerals():
    assert [team_names(20, "zh")[place] for place in (0, 9, 10, 19)] == ["第一组", "第十组", "第十一组", "第二十组"]


def test_the_lists_own_teams_are_kept():
    listed = read_people("name,team\nAnn,Red\nBob,Blue\nCarol,Red\nDavid,Blue\nErin,\n").people
    teams = new_session(uid="s1", title="T", language="en", listed=listed, random=Random(1)).teams
    assert [team.name for team in teams] == ["Red", "Blue"]
    assert {"p1", "p3"} <= set(teams[0].people) and {"p2", "p4"} <= set(teams[1].people)
    assert sum(len(team.people) for team in teams) == 5


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"listed": read_people("name,team\nAnn,Red\nBob,Blue\nCarol,Blue").people}, "Red has only one person"),
        ({"listed": read_people("Ann, Bob").people}, "do not make 3 teams"),
        ({"title": "  "}, "1 to 60 characters"),
        ({"title": "x" * 61}, "1 to 60 characters"),
        ({"scenes": 61}, "1 to 60 scenes"),
        ({"scenes": 0}, "1 to 60 scenes"),
    ],
)
def test_what_cannot_be_played_is_a_sentence(more, told):
    with pytest.raises(UserError, match=told):
        made(**more)


def test_a_template_has_everything_but_the_people():
    session = made(cases=["a", "b"], whole_half_day=True)
    template = template_of(session)
    assert "Person" not in as_toml(template)
    assert parse_template(as_toml(template).encode(), "x.toml") == template
    again = session_from(template, uid="s1", listed=[Listed(name=person.name) for person in session.people], random=Random(1))
    assert again == session


def test_a_template_for_other_people():
    template = template_of(made(9, cases=["a"]))
    other = session_from(template, uid="s2", listed=[Listed(name=str(number)) for number in range(14)], random=Random(2), title="Friday")
    assert (other.title, len(other.scenes), len(other.steps)) == ("Friday", 3, 7)
    assert problems(other) == ()
    with pytest.raises(UserError, match="do not make 3 teams"):
        session_from(template, uid="s3", listed=[Listed(name="Ann")], random=Random(1))


def test_a_scene_without_a_case_stays_without_one():
    session = made(cases=["a"])
    first, *others = session.scenes
    session = msgspec.structs.replace(session, scenes=(msgspec.structs.replace(first, case=None), *others))
    again = session_from(template_of(session), uid="s1", listed=[Listed(name=str(n)) for n in range(9)], random=Random(1))
    assert [scene.case for scene in again.scenes] == [None, "a", "a"]


def test_templates_on_disk():
    assert list_templates() == ()
    path = save_template("周四班", template_of(made()))
    assert path == templates_folder() / "周四班.toml"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list_templates() == ("周四班",)
    assert load_template("周四班") == template_of(made())
    with pytest.raises(UserError, match="there already"):
        save_template("周四班", template_of(made()))
    for name in ("../evil", "a/b", "", "x" * 61):
        with pytest.raises(UserError, match="cannot be a template's name"):
            save_template(name, template_of(made()))
    with pytest.raises(UserError, match="no template called “周五班”"):
        load_template("周五班")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("\nscenes = 3", "\nscenes = 0", "scenes: should be a whole number from 1"),
        ("\nscene = 3", "\nscene = 9", "steps[6].scene: there is no such scene"),
        ('kind = "prepare"', 'kind = "preper"', "did you mean prepare?"),
        ("players = 3", "player = 3", "player: there is no such field (did you mean players?)"),
        ('    "a",\n', '    "../x",\n', "cases[1]: should be"),
        ('language = "en"', 'language = "fr"', "there is no “fr”"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_line(old, new, told):
    text = as_toml(template_of(made(cases=["a"])))
    assert old in text
    with pytest.raises(UserError) as caught:
        parse_template(text.replace(old, new).encode(), "x.toml")
    assert told in caught.value.in_("en")
    assert all(line.startswith("x.toml:") for line in caught.value.in_("zh").splitlines())


@settings(max_examples=60, deadline=None)
@given(st.integers(4, 60), st.integers(1, 3), st.integers(2, 4), st.integers(1, 30), st.booleans())
def test_every_session_comes_back_from_its_template(count, teams, players, scenes, whole):
    if count < 2 * teams:
        return
    session = made(count, names=team_names(teams, "en"), players=players, scenes=scenes, whole_half_day=whole)
    template = template_of(session)
    assert parse_template(as_toml(template).encode(), "x.toml") == template
    again = session_from(template, uid="s1", listed=[Listed(name=f"Person {n}") for n in range(count)], random=Random(1))
    assert (again.people, again.teams, again.steps) == (session.people, session.teams, session.steps)
    assert problems(again) == ()
