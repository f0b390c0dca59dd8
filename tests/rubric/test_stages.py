"""The six stages of the service cycle, found by evidence."""

from __future__ import annotations

import pytest

from tests.rubric.dialogue import judged

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
    assert [stage.id for stage in judged("rep: Your order number, please", "customer: Four").stages] == []


def test_stages_stand_in_the_order_they_start():
    stages = judged("rep: I'll check that right now", "customer: Thanks", "rep: What happened?").stages
    assert [stage.id for stage in stages] == ["carry_out", "diagnose"]


@pytest.mark.parametrize("offer", ["rep: Anything else?", "rep: 还有别的事吗？没有的话我就挂了。"])
def test_offering_more_help_diagnoses_nothing(offer):
    hello = "rep: Hello" if offer.isascii() else "rep: 您好"
    assert [stage.id for stage in judged(hello, offer).stages] == ["rapport"]
