"""A new answer judged in the old one's place: cards go, skills come, the rest of the call stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.again.judge import judge_answer
from coach.again.moment import moment_of
from coach.rubric.load import load_rubric
from tests.again.calls import BETTER, EN, at
from tests.rubric.cards import scored


@pytest.fixture(scope="module")
def card(tmp_path_factory):
    return scored(tmp_path_factory.mktemp("call"), *EN)


def judged(card, finding, text):
    return judge_answer(card, moment_of(card, finding.uid), text, load_rubric("service-cycle"))


def names(findings):
    return {(one.kind, one.id) for one in findings}


def test_a_moment_is_the_reps_turn_and_the_customers_before_it(card):
    moment = moment_of(card, at(card, "red_card", "irresponsible", 4).uid)
    assert (moment.turn, moment.asked) == (card.turns[4], card.turns[3])
    missed = moment_of(card, at(card, "missed", "empathy", 2).uid)
    assert (missed.turn, missed.asked) == (card.turns[2], card.turns[1])


def test_what_is_no_moment(card):
    finding = at(card, "red_card", "irresponsible", 4)
    strength, nowhere = replace(finding, uid="a", kind="strength"), replace(finding, uid="b", turn=None)
    customers = replace(finding, uid="c", turn=card.turns[3].uid)
    odd = replace(card, findings=(strength, nowhere, customers))
    assert [moment_of(odd, uid) for uid in "abc"] == [None, None, None]
    assert moment_of(card, "finding-of-another-call") is None


def test_with_kind_words_the_red_card_goes_and_empathy_comes(card):
    result = judged(card, at(card, "missed", "empathy", 2), BETTER)
    assert result.met
    assert ("red_card", "commanding") in names(result.gone)
    assert ("strength", "empathy") in names(result.new)
    assert not any(one.kind == "red_card" for one in (*result.stays, *result.new))


def test_other_harsh_words_leave_the_card_where_it_was(card):
    result = judged(card, at(card, "red_card", "commanding", 2), "You must calm down now, madam.")
    assert not result.met
    assert ("red_card", "commanding") in names(result.stays)
    assert ("red_card", "commanding") not in names(result.gone)


def test_the_same_words_change_nothing(card):
    finding = at(card, "red_card", "irresponsible", 4)
    result = judged(card, finding, card.turns[4].text)
    assert (result.met, result.gone, result.new) == (False, (), ())
    assert finding.id in {one.id for one in result.stays}


def test_a_listening_token_only_moves_what_is_missing(card):
    """The answer in which empathy was due is then the next one, and it is not there either."""
    assert not judged(card, at(card, "missed", "empathy", 2), "Mm-hm.").met


def test_a_persons_word_about_the_old_words_does_not_count_for_the_new_ones(card):
    from coach.rubric.overrule import overrule

    finding = at(card, "red_card", "irresponsible", 4)
    rubric = load_rubric("service-cycle")
    overruled = overrule(card, finding.uid, "Ann", rubric)
    moment = moment_of(overruled, at(overruled, "missed", "ownership", 4).uid) or moment_of(card, finding.uid)
    result = judge_answer(overruled, moment, "Nothing I can do. That is not my problem.", rubric)
    assert ("red_card", "irresponsible") in names(result.new)


def test_in_chinese_too(tmp_path):
    card = scored(
        tmp_path, "客服：您好，我是小林，请问有什么可以帮您？", "客户：我等了两个星期了，太气人了！",
        "客服：您必须冷静一点。", "客户：我怎么冷静？", "客服：这不归我管。",
    )  # fmt: skip
    result = judged(card, at(card, "red_card", "irresponsible", 4), "真对不起，让您着急了。这件事我来负责，我马上亲自去查。")
    assert result.met
    assert not any(one.kind == "red_card" for one in (*result.stays, *result.new))
