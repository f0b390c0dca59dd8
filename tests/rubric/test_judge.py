"""The judgement as a whole: score by hand, critical failures, focus, notes, times."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.model import Turn, Word
from coach.rubric.judge import judge, score_of
from coach.rubric.load import load_rubric
from tests.rubric.dialogue import dialogue, findings, judged, timed

BAD = (
    "rep: What is it?",
    "customer: My phone is dead again, this is the third time!",
    "rep: Calm down. You have to wait.",
    "customer: I have waited for two weeks!",
    "rep: That's not my department.",
)


def test_the_score_by_hand():
    judgement = judged(*BAD)
    counted = [result for result in judgement.criteria if result.applicable]
    assert judgement.score == round(
        100 * sum(result.points for result in counted) / sum(result.max_points for result in counted), 1
    )
    points = {result.id: (result.points, result.max_points) for result in counted}
    assert points == {
        "no_commanding": (0, 12),
        "no_irresponsible": (6, 12),
        "no_not_humble": (12, 12),
        "empathy_when_upset": (0, 14),
        "ownership": (0, 12),
        "greeting": (0, 3),
        "own_name": (0, 3),
    }
    assert judgement.score == 26.5  # 18 of 68


def test_findings_are_named_by_the_criteria_and_stand_in_the_order_of_the_call():
    judgement = judged(*BAD)
    named = [uid for result in judgement.criteria for uid in result.findings]
    assert sorted(named) == sorted(finding.uid for finding in judgement.findings)
    assert len(set(named)) == len(named)
    assert [finding.turn for finding in judgement.findings] == sorted(finding.turn for finding in judgement.findings)


def test_uids_stay_the_same():
    assert judged(*BAD) == judged(*BAD)


def test_a_critical_card_is_the_focus_and_stands_apart():
    judgement = judged(*BAD)
    (card,) = findings(judgement, "no_commanding", "red_card")
    assert judgement.focus == card.uid
    assert judgement.critical_failures == (card.uid,)


def test_a_better_sentence_uses_the_customers_words():
    (card,) = findings(judged(*BAD), "no_commanding", "red_card")
    assert card.say_instead.from_this_call
    assert "My phone is dead again" in card.say_instead.en
    assert "{quote}" not in card.say_instead.zh + card.say_instead.en


def test_times_are_those_of_the_quoted_words():
    turns = timed((0, 4, "customer: Hello"), (5, 9, "rep: Well, calm down now."))
    words = (Word(5, 5.5, "Well,", 1), Word(6, 6.5, "calm", 1), Word(6.5, 7, "down", 1), Word(7, 7.5, "now.", 1))
    with_words = (turns[0], replace(turns[1], words=words))
    rubric = load_rubric("service-cycle")

    def card(of):
        judgement = judge(rubric, of, language="en", delivery={}, interplay=None)
        return findings(judgement, "no_commanding", "red_card")[0]

    assert (card(with_words).start_s, card(with_words).end_s) == (6, 7.5)
    assert (card(turns).start_s, card(turns).end_s) == (5, 9)
    assert card(dialogue("customer: Hello", "rep: Well, calm down now.")).start_s is None


def test_unknown_speakers_are_not_judged():
    turn = Turn(uid="u", index=0, speaker="unknown", role="unknown", start_s=0.0, end_s=1.0, text="You have to wait.")
    judgement = judge(load_rubric("service-cycle"), [turn], language="en", delivery={}, interplay=None)
    assert (judgement.score, judgement.findings, judgement.stages, judgement.promises) == (None, (), (), ())
    assert [note.code for note in judgement.notes] == ["speakers_unknown"]
    assert not any(result.applicable for result in judgement.criteria)


@pytest.mark.parametrize("turns", [(), ("customer: Hello?",)])
def test_nobody_to_judge(turns):
    judgement = judged(*turns)
    assert judgement.score is None
    assert [note.code for note in judgement.notes] == ["rep_silent"]


def test_a_transcript_says_that_the_voice_is_left_out():
    assert [note.code for note in judged("rep: Hello").notes] == ["delivery_not_judged"]


def test_nothing_applies_no_score():
    assert score_of([]) is None
    judgement = judged("rep: Hello")
    assert score_of([replace(result, applicable=False) for result in judgement.criteria]) is None
