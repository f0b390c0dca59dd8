"""Four sides of a scene, and where they differ."""

from __future__ import annotations

from coach.exercise import events as happened
from coach.exercise.debrief import views
from coach.exercise.marks import Mark
from coach.exercise.state import replay
from tests.exercise.made import session
from tests.rubric.cards import scored

OPENED = happened.Opened(at_s=0.0, session=session())


def marked(uid, item, plus):
    return happened.Marked(at_s=1.0, mark=Mark(uid=uid, by="p8", scene=1, at_s=1.0, item=item, plus=plus))


def test_the_aspect_on_which_they_differ_most_comes_first():
    state = replay((
        OPENED,
        happened.OwnView(at_s=1.0, scene=1, by="p0", manner=9, feeling=10, matter=5),
        happened.Felt(at_s=1.0, scene=1, by="p1", taken_seriously=4, understood=1, would_come_back=3),
        marked("a", "empathy", False), marked("b", "empathy", False), marked("c", "posture", False), marked("d", "willingness", True),
        happened.OwnView(at_s=1.0, scene=2, by="p3", manner=0, feeling=0, matter=0),
    ))  # fmt: skip
    feeling, manner, matter = views(state, 1)
    assert feeling.aspect == "feeling"
    assert feeling.by_side == {"own": 1.0, "customer": -1.0, "observers": -1.0}
    assert list(feeling.by_side) == ["own", "customer", "observers"]  # the order that teaches
    assert feeling.difference == 2.0
    assert manner.by_side == {"own": 0.8, "customer": 0.5, "observers": 0.0}
    assert matter.by_side == {"own": 0.0, "customer": 0.0}


def test_the_machine_is_the_last_side(tmp_path):
    card = scored(tmp_path, "customer: I have waited two weeks, it's terrible!", "rep: Calm down. You have to wait.")
    by_aspect = {view.aspect: view.by_side for view in views(replay((OPENED,)), 1, card)}
    assert by_aspect["feeling"] == {"machine": -1.0}
    assert by_aspect["manner"]["machine"] < 0


def test_a_scene_that_nobody_spoke_of():
    assert [view.by_side for view in views(replay((OPENED,)), 1)] == [{}, {}, {}]
