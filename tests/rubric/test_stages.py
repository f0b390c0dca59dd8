"""The six stages of the service cycle, found by evidence, moved by a person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.errors import UserError
from coach.model import RubricInfo, Scorecard, Stage, Text
from coach.rubric.labels import marks_of
from coach.rubric.stages import find_stages, keep_moves, move_stage
from tests.rubric.dialogue import dialogue, judged

EN = (
    "rep: Good morning, this is Dana speaking.",
    "customer: My fridge is broken.",
    "rep: What happened exactly?",
    "customer: It stopped last night.",
    "rep: I can send you a new one. How does that sound?",
    "customer: That sounds good.",
    "rep: I'll arrange it and call you by noon.",
    "customer: Thank you.",
    "rep: Have a lovely day, goodbye.",
)
ZH = (
    "rep: 您好，我是小林。",
    "customer: 我的冰箱坏了。",
    "rep: 是怎么回事呢？",
    "customer: 昨天晚上停的。",
    "rep: 我可以给您换一台，您看可以吗？",
    "customer: 可以。",
    "rep: 我马上帮您安排，中午之前给您回电话。",
    "customer: 谢谢。",
    "rep: 祝您生活愉快，再见。",
)


@pytest.mark.parametrize("lines", [EN, ZH])
def test_the_whole_cycle(lines):
    assert [(stage.id, stage.turn) for stage in judged(*lines).stages] == [
        ("rapport", "t0"),
        ("diagnose", "t2"),
        ("find_solution", "t4"),
        ("agree", "t5"),
        ("carry_out", "t6"),
        ("follow_up", "t8"),
    ]


def test_a_stage_without_evidence_is_left_out():
    assert [stage.id for stage in judged("rep: The form is on the second page.", "customer: Four").stages] == []


def test_stages_stand_in_the_order_they_start():
    stages = judged("customer: It broke", "rep: I'll check that right now", "customer: Thanks", "rep: What happened?").stages
    assert [stage.id for stage in stages] == ["carry_out", "diagnose"]


@pytest.mark.parametrize("offer", ["rep: Anything else?", "rep: 还有别的事吗？没有的话我就挂了。"])
def test_offering_more_help_diagnoses_nothing(offer):
    hello = "rep: Hello" if offer.isascii() else "rep: 您好"
    assert [stage.id for stage in judged(hello, offer).stages] == ["rapport"]


def call(*lines: str) -> Scorecard:
    turns = dialogue(*lines)
    rubric = RubricInfo(id="service-cycle", title=Text(zh="周期", en="cycle"), sha256="0" * 64)
    return Scorecard(
        uid="call-1", language="en", duration_s=None, audio=None, rubric=rubric, engine_version="0", model=None,
        speakers=(), turns=turns, delivery={}, interplay=None,
        stages=find_stages(turns, marks_of(turns, language="en"), ()), promises=(), findings=(), criteria=(), score=None,
        critical_failures=(), focus=None, notes=(),
    )  # fmt: skip


CALL = (
    "rep: Good morning, this is Ann.", "customer: Hello.", "rep: What happened?", "customer: It broke.",
    "rep: When did it break?",
)  # fmt: skip


def test_a_person_moves_a_stage():
    before = call(*CALL)
    after = move_stage(before, "diagnose", "t4", " Ann ")
    assert [(stage.id, stage.turn, stage.moved_by) for stage in before.stages] == [
        ("rapport", "t0", None),
        ("diagnose", "t2", None),
    ]
    assert [(stage.id, stage.turn, stage.moved_by) for stage in after.stages] == [
        ("rapport", "t0", None),
        ("diagnose", "t4", "Ann"),
    ]


def test_moved_stages_stand_in_the_order_they_start():
    after = move_stage(call(*CALL), "rapport", "t3", "Ann")
    assert [stage.id for stage in after.stages] == ["diagnose", "rapport"]
    together = move_stage(call(*CALL), "rapport", "t2", "Ann")
    assert [stage.id for stage in together.stages] == ["rapport", "diagnose"]


def test_a_stage_that_was_not_found_can_be_put_there():
    after = move_stage(call(*CALL), "agree", "t3", "Ann")
    assert [stage.id for stage in after.stages] == ["rapport", "diagnose", "agree"]


@pytest.mark.parametrize(
    ("stage", "turn", "by", "says"),
    [
        ("diagnosis", "t2", "Ann", "choose one of rapport, diagnose"),
        ("diagnose", "t9", "Ann", "There is no turn t9"),
        ("diagnose", "t2", "  ", "needs a name"),
        ("diagnose", "t2", "a" * 81, "at most 80 characters"),
    ],
)
def test_what_does_not_exist_is_said(stage, turn, by, says):
    with pytest.raises(UserError, match=says):
        move_stage(call(*CALL), stage, turn, by)


def test_moves_are_kept_while_their_turn_is_there():
    turns = dialogue(*CALL)
    found = find_stages(turns, marks_of(turns, language="en"), ())
    moved = Stage(id="rapport", start_s=None, turn="t1", moved_by="Ann")
    assert keep_moves(found, [moved], turns)[0] == moved
    assert keep_moves(found, [replace(moved, turn="t9")], turns) == found
    assert keep_moves(found, [replace(moved, moved_by=None)], turns) == found
