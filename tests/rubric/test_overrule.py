"""A person says that a finding is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.errors import UserError
from coach.model import LABELS, Delivery
from coach.rejudge import rejudge
from coach.report.consistency import first_problem
from coach.rubric.again import judged_again
from coach.rubric.load import load_rubric
from coach.rubric.overrule import confirm, machines_own, overrule, take_back
from coach.rubric.person import keep_verdicts, with_verdict
from tests.rubric.cards import found, scored

EN = (
    "rep: What is it?", "customer: My phone is dead again, this is the third time!", "rep: Calm down. You have to wait.",
    "customer: I have waited for two weeks!", "rep: That's not my department.",
)  # fmt: skip
ZH = (
    "客服：什么事？", "客户：手机又坏了，都第三次了，气死我了！", "客服：你先冷静一点，你必须等。", "客户：我都等了两个星期了！",
    "客服：这不归我管。",
)  # fmt: skip


@pytest.fixture
def rubric():
    return load_rubric("service-cycle")


@pytest.mark.parametrize("lines", [EN, ZH])
def test_a_card_overruled_earns_its_points_and_stays_visible(tmp_path, rubric, lines):
    card = scored(tmp_path, *lines)
    wrong = found(card, "red_card", "commanding")
    after = overrule(card, wrong.uid, "Ann", rubric)
    assert wrong.uid not in {finding.uid for finding in after.findings}
    assert card.score < after.score
    (row,) = (row for row in after.criteria if row.id == "no_commanding")
    assert (row.points, row.critical_failed) == (12, False)
    assert wrong.uid not in after.critical_failures
    evidence = [(each.layer, bool(each.quote)) for each in after.turns[2].label_evidence if each.label == "commanding"]
    assert evidence[0] == ("person", False)
    assert ("phrase", True) in evidence[1:]
    (note,) = (note for note in after.notes if note.code == "overruled")
    assert "Ann" in note.text.en
    assert wrong.quote in note.text.zh
    assert first_problem(after) is None


def test_a_missed_skill_that_was_there_is_met(tmp_path, rubric):
    card = scored(tmp_path, *EN)
    missed = [finding for finding in card.findings if finding.kind == "missed" and finding.id in (*LABELS, "name_given")]
    assert {"empathy", "ownership", "name_given"} <= {finding.id for finding in missed}
    for wrong in missed:
        after = overrule(card, wrong.uid, "Ann", rubric)
        assert not [finding for finding in after.findings if (finding.kind, finding.id) == ("missed", wrong.id)]
        assert not [finding for finding in after.findings if (finding.kind, finding.id) == ("strength", wrong.id)]
        assert card.score < after.score


def test_a_missed_mark_of_the_rubrics_own_that_was_there_is_no_strength(tmp_path):
    rubric = load_rubric("calming")
    lines = ("rep: Hello, Ann here.", "customer: Couldn't you just lend me an old one until then?", "rep: No. Did you not read the terms?")
    card = scored(tmp_path, *lines, rubric="calming")
    (wrong,) = (finding for finding in card.findings if finding.kind == "missed" and finding.id == "build_consensus")
    after = overrule(card, wrong.uid, "Ann", rubric)
    assert not [finding for finding in after.findings if finding.id == "build_consensus"]


def test_a_strength_that_was_none_goes(tmp_path, rubric):
    lines = ("rep: I'm so sorry to hear that.", "customer: Well.", "rep: I'll call you back by noon.", "rep: Goodbye.")
    card = scored(tmp_path, *lines)
    after = overrule(card, found(card, "strength", "ownership").uid, "Ann", rubric)
    assert not [finding for finding in after.findings if finding.kind == "strength" and finding.id == "ownership"]


def test_a_card_on_the_same_words_does_not_come_up_instead(tmp_path, rubric):
    card = scored(tmp_path, *EN)
    both = with_verdict(card.turns[2], "not_humble", found(card, "red_card", "commanding").quote)
    card = judged_again(card, (*card.turns[:2], both, *card.turns[3:]), rubric)
    (shown,) = (finding for finding in card.findings if finding.kind == "red_card" and finding.turn == both.uid)
    assert shown.id == "not_humble"
    after = overrule(card, shown.uid, "Ann", rubric)
    assert not [finding for finding in after.findings if finding.kind == "red_card" and finding.turn == both.uid]
    assert after.score > card.score


def test_one_of_two_cards_makes_the_other_the_first(tmp_path, rubric):
    lines = ("rep: You have to wait.", "customer: Why?", "rep: You have to call the courier.", "customer: Oh.", "rep: Bye.")
    card = scored(tmp_path, *lines)
    first, second = (finding for finding in card.findings if finding.id == "commanding")
    assert (first.severity, second.severity) == ("yellow", "red")
    (left,) = (one for one in overrule(card, first.uid, "Ann", rubric).findings if one.id == "commanding")
    assert (left.uid, left.severity) == (second.uid, "yellow")


def test_what_was_overruled_stays_so_when_judged_again(tmp_path, rubric):
    after = overrule(scored(tmp_path, *EN), found(scored(tmp_path, *EN), "red_card", "commanding").uid, "Ann", rubric)
    assert rejudge(after, rubric) == after


@pytest.mark.parametrize("lines", [EN, ZH])
def test_what_was_overruled_can_be_taken_back(tmp_path, rubric, lines):
    card = scored(tmp_path, *lines)
    for finding in card.findings:
        after = overrule(card, finding.uid, "Ann", rubric)
        assert machines_own(after, rubric).findings == card.findings
        assert take_back(after, finding.uid, rubric) == card
        with pytest.raises(UserError, match="nothing to take back"):
            take_back(card, finding.uid, rubric)


@pytest.mark.parametrize("lines", [EN, ZH])
def test_what_is_confirmed_costs_the_same_and_stays(tmp_path, rubric, lines):
    card = scored(tmp_path, *lines)
    for finding in card.findings:
        after = confirm(card, finding.uid, "Ann", rubric)
        assert [one.uid for one in after.findings] == [one.uid for one in card.findings]
        assert (after.score, after.criteria) == (card.score, card.criteria)
        (note,) = (note for note in after.notes if note.code == "confirmed")
        assert "Ann agreed with the program: turn " in note.text.en
        assert take_back(after, finding.uid, rubric) == card


def test_a_confirmed_card_outlives_a_machine_that_no_longer_finds_it(tmp_path, rubric):
    card = scored(tmp_path, *EN)
    wrong = found(card, "red_card", "commanding")
    after = confirm(card, wrong.uid, "Ann", rubric)
    blind = tuple(replace(turn, labels=(), label_evidence=()) for turn in after.turns)
    (kept,) = (one for one in judged_again(after, keep_verdicts(blind, after.turns), rubric).findings if one.id == "commanding")
    assert kept.uid == wrong.uid
    assert kept.evidence[0].layer == "person"


def test_the_last_word_counts_and_has_the_only_note(tmp_path, rubric):
    card = scored(tmp_path, *EN)
    wrong = found(card, "red_card", "commanding")
    no = overrule(card, wrong.uid, "Ann", rubric)
    yes = confirm(no, wrong.uid, "Bo", rubric)
    assert yes == confirm(card, wrong.uid, "Bo", rubric)
    assert overrule(yes, wrong.uid, "Ann", rubric) == no
    assert [note.code for note in overrule(no, wrong.uid, "Cy", rubric).notes].count("overruled") == 1


def test_two_words_are_taken_back_one_by_one(tmp_path, rubric):
    card = scored(tmp_path, *EN)
    first, second = (one for one in card.findings if one.kind == "red_card")
    both = overrule(overrule(card, first.uid, "Ann", rubric), second.uid, "Bo", rubric)
    assert take_back(both, first.uid, rubric) == overrule(card, second.uid, "Bo", rubric)
    assert take_back(take_back(both, second.uid, rubric), first.uid, rubric) == card


def test_a_measurement_cannot_be_overruled(tmp_path, rubric):
    card = replace(scored(tmp_path, *EN), delivery={"rep": Delivery(rate_unit="words", speech_rate_per_min=400.0)})
    card = rejudge(card, rubric)
    with pytest.raises(UserError, match="change its criterion in the rubric"):
        overrule(card, found(card, "delivery", "speech_rate_per_min").uid, "Ann", rubric)
    with pytest.raises(UserError, match="change its criterion in the rubric"):
        confirm(card, found(card, "delivery", "speech_rate_per_min").uid, "Ann", rubric)


@pytest.mark.parametrize(("uid", "by", "says"), [("finding-9", "Ann", "no finding finding-9"), (None, " ", "needs a name")])
def test_what_does_not_exist_is_said(tmp_path, rubric, uid, by, says):
    card = scored(tmp_path, *EN)
    with pytest.raises(UserError, match=says):
        overrule(card, uid or card.findings[0].uid, by, rubric)
