"""The session that follows from its events."""

from __future__ import annotations

from coach.exercise import events as happened
from coach.exercise.marks import Mark
from coach.exercise.plan_check import exchange
from coach.exercise.state import MOST_ACTIONS, MOST_RULES, replay
from tests.exercise.made import session

SESSION = session()
OPENED = happened.Opened(at_s=0.0, session=SESSION)


def state(*events):
    return replay((OPENED, *events))


def mark(uid="m1", at_s=100.0, by="p8", scene=1):
    return Mark(uid=uid, by=by, scene=scene, at_s=at_s, item="empathy", plus=True)


def test_nothing_without_a_session():
    assert replay(()) is None
    assert replay((happened.Started(at_s=1.0),)) is None


def test_steps_follow_one_another_and_the_one_before_ends():
    now = state(
        happened.StepBegun(at_s=10.0, step=0),
        happened.Started(at_s=10.0),
        happened.StepBegun(at_s=70.0, step=1),
        happened.Started(at_s=75.0),
        happened.TimeAdded(at_s=80.0, seconds=60.0),
    )
    assert now.clocks[0].is_over
    assert now.clocks[0].elapsed_s(1000.0) == 60.0
    assert (now.now_on.kind, now.now_on.scene) == ("play", 1)
    assert now.clock.left_s(75.0) == 540.0
    assert state(happened.Started(at_s=1.0)).clock is None
    assert state(happened.StepBegun(at_s=1.0, step=99)).step is None


def test_a_late_mark_stands_at_its_time_in_the_scene_pauses_not_counted():
    now = state(
        happened.StepBegun(at_s=0.0, step=1),
        happened.Started(at_s=50.0),
        happened.Paused(at_s=60.0),
        happened.Started(at_s=90.0),
        happened.StepBegun(at_s=400.0, step=2),
        happened.Marked(at_s=900.0, mark=mark(at_s=100.0)),
        happened.Marked(at_s=901.0, mark=mark(at_s=300.0)),  # sent twice
        happened.Marked(at_s=902.0, mark=mark("m2", at_s=95.0)),
    )
    assert [(one.uid, now.played_s(one)) for one in now.marks_of(1)] == [("m2", 15.0), ("m1", 20.0)]
    assert now.played_s(mark(scene=2)) is None


def test_a_mark_is_taken_back_by_who_made_it_or_the_trainer():
    marked = happened.Marked(at_s=1.0, mark=mark())
    assert state(marked, happened.Unmarked(at_s=2.0, uid="m1", by="p7")).marks
    assert not state(marked, happened.Unmarked(at_s=2.0, uid="m1", by="p8")).marks
    assert not state(marked, happened.Unmarked(at_s=2.0, uid="m1", by="trainer")).marks
    assert not state(happened.Unmarked(at_s=2.0, uid="m1", by="trainer")).marks


def test_freeze_and_swap_knows_who_played_when():
    scene = SESSION.scenes[0]
    (provider,), observer = scene.providers[:1], SESSION.observers(scene)[0]
    now = state(happened.TookOver(at_s=200.0, scene=1, goes=provider, comes=observer))
    assert now.playing(scene, 199.0) == scene
    assert observer in now.playing(scene, 201.0).providers
    assert now.playing(SESSION.scenes[1], 300.0) == SESSION.scenes[1]


def test_the_plan_can_change_and_the_session_close():
    scenes = exchange(SESSION.scenes, 1, SESSION.scenes[0].customers[0], SESSION.observers(SESSION.scenes[0])[0])
    now = state(happened.PlanChanged(at_s=1.0, scenes=scenes), happened.Closed(at_s=2.0))
    assert now.session.scenes == scenes
    assert now.is_closed


def test_five_rules_a_team_five_votes_a_person_ten_actions():
    rules = [happened.RuleProposed(at_s=1.0, uid=f"r{n}", team=0, text=f"Rule {n}") for n in range(7)]
    now = state(*rules)
    assert list(now.rules) == [f"r{n}" for n in range(MOST_RULES)]
    others = [happened.RuleProposed(at_s=1.0, uid=f"q{n}", team=1, text="x") for n in range(3)]
    votes = [happened.RuleVoted(at_s=2.0, uid=uid, by="p1") for uid in ("r0", "r0", "r1", "r2", "r3", "r4", "q0", "nothing")]
    now = state(*rules, *others, *votes)
    assert sum("p1" in voters for voters in now.votes.values()) == MOST_RULES
    now = state(*rules, *others, *votes, happened.RuleVoted(at_s=3.0, uid="r0", by="p1", yes=False), happened.RuleVoted(at_s=4.0, uid="q0", by="p1"))
    assert now.votes["q0"] == {"p1"}
    actions = [happened.ActionPlanned(at_s=1.0, uid=f"a{n}", text="call back", who="Ann") for n in range(12)]
    now = state(*actions)
    assert len(now.actions) == MOST_ACTIONS
    assert len(state(*actions, happened.ActionPlanned(at_s=2.0, uid="a0", text=" ")).actions) == MOST_ACTIONS - 1


def test_a_step_that_was_left_too_early_comes_back_as_it_was():
    now = state(
        happened.StepBegun(at_s=0.0, step=1),
        happened.Started(at_s=10.0),
        happened.StepBegun(at_s=40.0, step=2),
        happened.StepBegun(at_s=50.0, step=1),
        happened.Started(at_s=60.0),
    )
    assert now.clock.elapsed_s(70.0) == 40.0
    assert now.clocks[2].is_over
    assert now.played_s(mark(at_s=65.0)) == 35.0


def test_a_mark_is_heard_in_the_recording_that_ran_then():
    now = state(
        happened.StepBegun(at_s=0.0, step=1),
        happened.Started(at_s=10.0),
        happened.Recorded(at_s=12.0, scene=1, recording="one.flac"),
        happened.Paused(at_s=20.0),
        happened.Started(at_s=30.0),
        happened.Recorded(at_s=50.0, scene=1, recording="two.flac"),
    )
    heard = [now.heard(mark(at_s=at_s)) for at_s in (11.0, 13.0, 25.0, 32.0, 53.5)]
    assert heard == [None, ("one.flac", 1.0), ("one.flac", 8.0), ("one.flac", 10.0), ("two.flac", 3.5)]
    assert now.heard(mark(at_s=13.0, scene=2)) is None
