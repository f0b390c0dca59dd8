"""A scored call judged again, without its sound."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

import pytest

from coach.errors import UserError
from coach.model import Baseline, Delivery, Note, Text
from coach.rejudge import compare, rejudge, with_persons_word
from coach.rubric.diff import differences
from coach.rubric.load import load_rubric, parse_rubric
from coach.rubric.overrule import overrule
from coach.rubric.stages import move_stage
from tests.rubric.cards import found, scored

LINES = (
    "rep: What is it?", "customer: My phone is dead again, this is the third time!", "rep: Calm down. You have to wait.",
    "customer: I have waited for two weeks!", "rep: That's not my department.",
)  # fmt: skip
BUNDLED = files("rubrics").joinpath("service-cycle.toml").read_bytes()


def changed(old: str, new: str, data: bytes = BUNDLED):
    assert old.encode() in data
    return parse_rubric(data.replace(old.encode(), new.encode()), "service-cycle.toml")


@pytest.fixture
def card(tmp_path):
    return scored(tmp_path, *LINES)


def test_the_same_rubric_says_the_same(card):
    assert rejudge(card, load_rubric("service-cycle")) == card


def test_a_rubric_is_read_again_from_its_very_text():
    rubric = load_rubric("service-cycle")
    assert rubric.text.encode().startswith(BUNDLED)
    again = parse_rubric(rubric.text.encode(), "service-cycle.toml")
    assert (again.text, again.sha256, again.criteria) == (rubric.text, rubric.sha256, rubric.criteria)
    assert differences(rubric, again) == ()
    windows = b"\xef\xbb\xbf" + rubric.text.encode().replace(b"\n", b"\r\n")
    assert parse_rubric(windows, "service-cycle.toml").text.encode() == windows


def test_a_text_that_is_no_rubric_is_said():
    with pytest.raises(UserError, match=r"old\.toml"):
        parse_rubric(b"id = ", "old.toml")


def test_another_rubric_changes_the_score(card):
    milder = changed("yellow_costs = 6", "yellow_costs = 3")
    change = compare(card, rejudge(card, milder))
    assert change.before == card.score
    assert change.after > change.before
    assert change.difference == pytest.approx(change.after - change.before)
    assert (change.appear, change.vanish, change.stricter, change.milder) == ((), (), (), ())
    assert rejudge(card, milder).rubric.sha256 == milder.sha256


def test_findings_that_appear_and_vanish(card):
    other = changed('label = "irresponsible"', 'label = "not_humble"')
    gone = found(card, "red_card", "irresponsible")
    there = compare(card, rejudge(card, other))
    assert gone in there.vanish
    back = compare(rejudge(card, other), card)
    assert gone in back.appear
    assert back.difference == -there.difference


def test_a_card_that_only_changes_colour_is_told_apart(card):
    red = found(card, "red_card", "commanding")
    assert red.severity == "red"
    yellow = replace(card, findings=tuple(replace(one, severity="yellow") if one == red else one for one in card.findings))
    assert [one.uid for one in compare(yellow, card).stricter] == [red.uid]
    assert [one.uid for one in compare(card, yellow).milder] == [red.uid]
    assert compare(card, yellow).vanish == ()


def test_no_score_has_no_difference(card):
    assert compare(replace(card, score=None), card).difference is None


def test_measurements_are_judged_without_the_sound(card):
    delivery = {"rep": Delivery(rate_unit="words", speech_rate_per_min=400.0)}
    again = rejudge(replace(card, delivery=delivery), load_rubric("service-cycle"))
    assert found(again, "delivery", "speech_rate_per_min")
    assert "delivery_not_judged" not in {note.code for note in again.notes}


def test_a_baseline_reaches_the_judge(card):
    fast = replace(card, delivery={"rep": Delivery(rate_unit="words", speech_rate_per_min=400.0)})
    usual = {"speech_rate_per_min": Baseline(median=395.0, spread=10.0, calls=8)}
    again = rejudge(fast, load_rubric("service-cycle"), baseline=usual)
    assert not [one for one in again.findings if one.id == "speech_rate_per_min"]


def test_notes_of_the_recording_stay_and_the_judges_are_made_anew(card):
    heard = Note(code="rep_channel", text=Text(zh="左", en="left"))
    judges = Note(code="too_short", text=Text(zh="短", en="short"))
    again = rejudge(replace(card, notes=(heard, judges)), load_rubric("service-cycle"))
    assert [note.code for note in again.notes] == ["rep_channel", "delivery_not_judged"]


def test_a_call_in_traditional_characters_stays_so(tmp_path):
    rubric = load_rubric("service-cycle")
    card = scored(tmp_path, "客服：你必須等。", "客戶：為什麼？", "客服：這是規定。", "客服：再見。", traditional=True)
    assert "紅牌" in card.criteria[0].title.zh
    assert rejudge(card, rubric) == card
    after = overrule(card, found(card, "red_card", "commanding").uid, "Ann", rubric)
    (note,) = (note for note in after.notes if note.code == "overruled")
    assert note.text.zh == "Ann 否定了程序的判斷：第 1 句“你必須等”，紅牌：下命令。"


def test_what_a_person_moved_stays(card):
    moved = move_stage(card, "agree", card.turns[3].uid, "Ann")
    assert rejudge(moved, load_rubric("service-cycle")).stages == moved.stages


def test_a_person_outlives_a_fresh_judgement(card):
    rubric = load_rubric("service-cycle")
    moved = move_stage(card, "agree", card.turns[3].uid, "Ann")
    both = overrule(moved, found(moved, "red_card", "commanding").uid, "Ann", rubric)
    assert with_persons_word(card, moved, rubric) == moved
    assert with_persons_word(card, both, rubric) == both
    assert with_persons_word(card, card, rubric) == card
