"""Red cards: severity, points, what stays out."""

from __future__ import annotations

import pytest

from tests.rubric.dialogue import criterion, findings, judged


@pytest.mark.parametrize("card", ["You have to send the form first.", "您必须先填表。"])
def test_one_mild_card_is_yellow_or_harsh_red(card):
    judgement = judged("rep: Hello" if card.isascii() else "rep: 您好", f"rep: {card}")
    (one,) = findings(judgement, "no_commanding", "red_card")
    harsh = "必须" in card
    assert one.severity == ("red" if harsh else "yellow")
    assert criterion(judgement, "no_commanding").points == (0 if harsh else 6)
    assert judgement.critical_failures == ((one.uid,) if harsh else ())
    assert one.id == "commanding"
    assert one.turn == "t1"


def test_the_second_is_red_and_costs_everything():
    judgement = judged("rep: You have to send the form.", "customer: No", "rep: You need to pay the fee.")
    assert [one.severity for one in findings(judgement, "no_commanding", "red_card")] == ["yellow", "red"]
    result = criterion(judgement, "no_commanding")
    assert (result.points, result.max_points, result.critical_failed) == (0, 12, True)
    assert len(result.findings) == 2


def test_the_quote_is_the_clause_and_the_evidence_the_words():
    judgement = judged("rep: Well, that's not my department at all, madam.")
    (one,) = findings(judgement, "no_irresponsible", "red_card")
    assert one.quote == "that's not my department at all"
    assert one.evidence[0].quote == "not my department"
    assert one.severity_because.zh
    assert one.source.en.startswith("CS course")


def test_the_customers_words_are_never_the_reps_card():
    judgement = judged("rep: How can I help?", "customer: Calm down! That's not my problem. You should have read it.")
    assert [one for one in judgement.findings if one.kind == "red_card"] == []
    assert criterion(judgement, "no_commanding").points == 12
