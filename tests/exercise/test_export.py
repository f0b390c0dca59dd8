"""A session for other programs."""

from __future__ import annotations

import json
from dataclasses import replace

from coach.exercise import events as happened
from coach.exercise.export import COLUMNS, as_json, mark_rows, without_names
from coach.exercise.marks import Mark
from coach.exercise.state import replay
from tests.exercise.made import session, with_real_names


def made():
    scene = session().scenes[0]
    return replay((
        happened.Opened(at_s=0.0, session=session()),
        happened.StepBegun(at_s=0.0, step=1),
        happened.Started(at_s=10.0),
        happened.Marked(at_s=99.0, mark=Mark(uid="m1", by="p8", scene=1, at_s=22.5, item="empathy", plus=True, stage="diagnose", words="真不好意思")),
        happened.OwnView(at_s=100.0, scene=1, by=scene.providers[0], manner=7, feeling=3, matter=5, sentence="Ask first."),
        happened.Felt(at_s=100.0, scene=1, by=scene.customers[0], taken_seriously=4, understood=2, would_come_back=3),
        happened.RuleProposed(at_s=101.0, uid="r1", team=0, text="Feelings first"),
        happened.RuleProposed(at_s=101.0, uid="r2", team=1, text="Say I"),
        happened.RuleVoted(at_s=102.0, uid="r2", by="p1"),
        happened.ActionPlanned(at_s=103.0, uid="a1", text="Call back", who="Ann", when="Friday"),
    ))  # fmt: skip


def test_a_row_for_each_mark():
    (row,) = mark_rows(made())
    assert tuple(row) == COLUMNS
    assert row == {
        "scene": 1, "team": "Team 1", "case": "telecom-roaming", "played_s": 12.5, "by": "Person 8", "item": "empathy", "sign": "+",
        "stage": "diagnose", "words": "真不好意思",
    }  # fmt: skip


def test_everything_is_in_the_json():
    told = json.loads(json.dumps(as_json(made())))
    assert [rule["text"] for rule in told["rules"]] == ["Say I", "Feelings first"]
    assert told["own_views"][0]["sentence"] == "Ask first."
    assert told["felt"][0]["understood"] == 2
    assert told["actions"] == [{"text": "Call back", "who": "Ann", "when": "Friday"}]
    assert len(told["session"]["people"]) == 9


def test_without_names_nobodys_name_is_in_it():
    named = with_real_names(made())
    hidden = replace(named, session=without_names(named.session))
    assert "王小" in json.dumps(as_json(named), ensure_ascii=False)
    assert "王小" not in json.dumps(as_json(hidden), ensure_ascii=False)
