"""The customer's temper and the stage of the call."""

from __future__ import annotations

import pytest

from coach.practice.conversation import Answer
from coach.practice.mood import has_had_enough, stage_after, temper_after


def said(*answers: str) -> list[Answer]:
    """An answer of the rep's for each word: its labels joined by `+`, "" for none, "?" for not judged yet."""
    return [Answer("", None if one == "?" else frozenset(filter(None, one.split("+")))) for one in answers]


@pytest.mark.parametrize(
    ("start", "answers", "then"),
    [
        ("furious", (), "furious"),
        ("furious", ("empathy",), "annoyed"),
        ("furious", ("empathy", "empathy", "empathy"), "calm"),
        ("furious", ("ownership",), "furious"),  # the problem before the feeling
        ("furious", ("empathy", "ownership"), "calm"),
        ("annoyed", ("empathy", "commanding", "ownership"), "annoyed"),  # the red card undoes the feeling met
        ("calm", ("commanding",), "annoyed"),
        ("calm", ("not_humble", "irresponsible", "commanding"), "furious"),
        ("calm", ("empathy+commanding",), "annoyed"),
        ("annoyed", ("?", "?", ""), "annoyed"),
    ],
)
def test_temper(start, answers, then):
    assert temper_after(start, said(*answers)) == then


@pytest.mark.parametrize(
    ("answers", "stage"),
    [
        ((), "rapport"),
        (("",), "diagnose"),
        (("open_question",) * 6, "diagnose"),
        (("propose_solution",), "find_solution"),
        (("propose_solution", "open_question"), "find_solution"),  # never back
        (("propose_solution", "invite_opinion"), "agree"),
        (("propose_solution", "check_understanding"), "agree"),
        (("ownership",), "diagnose"),  # nothing was proposed yet
        (("propose_solution", "ownership"), "carry_out"),
        (("closing",), "diagnose"),  # thanks for calling, at the start
        (("propose_solution", "ownership", "closing"), "follow_up"),
        (("propose_solution", "invite_opinion", "ownership+closing"), "carry_out"),  # "I'll call you back"
        (("propose_solution", "invite_opinion", "closing"), "follow_up"),
        (("backchannel",) * 9, "diagnose"),
        (("?",) * 3, "find_solution"),
        (("?",) * 20, "carry_out"),  # nobody's goodbye is made up
    ],
)
def test_stage(answers, stage):
    assert stage_after(said(*answers)) == stage


def test_hanging_up_takes_three_red_cards_to_somebody_furious():
    assert not has_had_enough("calm", said(*["commanding"] * 4))  # two of them to somebody furious
    assert has_had_enough("calm", said(*["commanding"] * 5))
    assert has_had_enough("furious", said(*["irresponsible"] * 3))
    assert not has_had_enough("furious", said("commanding", "commanding", "empathy", "commanding"))
    assert not has_had_enough("furious", said("commanding", "commanding", "commanding", "open_question"))
    assert not has_had_enough("furious", [])
