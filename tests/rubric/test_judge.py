"""The judgement as a whole: score by hand, critical failures, focus, notes, times."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.model import Delivery, Turn, Word
from coach.rubric.call import clause_of
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
        "willingness": (0, 4),
        "open_before_closed": (5, 5),
        "no_jargon": (3, 3),
    }
    assert judgement.score == 32.5  # 26 of 80


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
    assert card.say_instead.en.startswith("Your phone is dead again, and I'm sorry")
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
    assert [note.code for note in judged(*BAD).notes] == ["delivery_not_judged"]


def test_nothing_applies_no_score():
    assert score_of([]) is None
    judgement = judged(*BAD)
    assert score_of([replace(result, applicable=False) for result in judgement.criteria]) is None


@pytest.mark.parametrize(
    "lines",
    [
        ("rep: Hello",),
        ("rep: Hello", "rep: Are you there?", "rep: Goodbye."),
        ("rep: Hello", "customer: Hi", "rep: Calm down."),
        ("rep: 您好", "customer: 喂", "rep: 再见"),
    ],
)
def test_a_tiny_call_has_no_score(lines):
    judgement = judged(*lines)
    assert judgement.score is None
    assert "too_short" in [note.code for note in judgement.notes]


def test_a_tiny_call_keeps_its_findings():
    assert findings(judged("rep: Hello", "customer: Hi", "rep: Calm down."), "no_commanding", "red_card")


def test_a_recording_of_one_voice_goes_by_its_sentences():
    delivery = {"rep": Delivery(rate_unit="words")}
    assert judged("rep: Hello there.", delivery=delivery).score is None
    assert judged("rep: Hello there. I'm so sorry. I'll call you by noon.", delivery=delivery).score is not None
    assert judged("rep: 您好。真对不起。我三点前给您回电话。", delivery=delivery).score is not None


def test_quotes_end_at_a_words_border():
    long = "and this is a very long sentence about nothing in particular " * 6
    judgement = judged(
        "rep: Hello", "customer: Hm", "rep: Mhm", "customer: I'm furious!", f"rep: {long}", f"rep: {long}"
    )
    for finding in judgement.findings:
        assert set(finding.quote.split()) <= set(long.split()) | {"Hello", "Mhm"}
        assert finding.quote == finding.quote.strip()


def test_a_clause_too_long_to_quote_keeps_the_words_that_count():
    before, after = "word " * 30, "more " * 30
    turn = dialogue(f"rep: {before}maybe tomorrow {after}")[0]
    quote = clause_of(turn, "maybe tomorrow")
    assert "maybe tomorrow" in quote
    assert len(quote) <= 80
    assert set(quote.split()) == {"word", "maybe", "tomorrow"}
    assert clause_of(dialogue(f"rep: 好的，{'这个问题' * 30}，就这样。")[0], "这个问题").count("这个问题") == 20


def test_a_scrap_is_quoted_with_what_stands_beside_it():
    turn = dialogue("rep: 这个我不太清楚，吧")[0]
    assert clause_of(turn, "吧", with_neighbours=True) == "这个我不太清楚，吧"
    assert clause_of(turn, "吧") == "吧"


def test_a_missing_summary_quotes_the_end_of_the_call():
    end = "rep: " + "It was a storm and it went on for days. " * 8 + "That is all there is."
    judgement = judged("rep: Hello", "rep: One moment please", "customer: Hm", "rep: Please wait a bit", end)
    (missed,) = findings(judgement, "confirm_before_closing")
    assert missed.quote.endswith("That is all there is.")
    assert missed.quote.startswith("It was a storm")
