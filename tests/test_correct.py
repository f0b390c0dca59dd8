"""A person corrects words, speakers and findings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.correct import Correction, correct
from coach.correct_turns import split_turn
from coach.errors import UserError
from coach.rejudge import rejudge, with_persons_word
from coach.report.consistency import first_problem
from coach.rubric.load import load_rubric
from coach.rubric.person import with_verdict
from tests.report.sample import sample
from tests.rubric.cards import found, scored

EN = (
    "rep: Good morning, this is Sam, how can I help?", "customer: My phone is dead again, this is the third time!",
    "rep: Calm down. You have to wait.", "customer: I have waited for two weeks!", "rep: That's not my department.",
)  # fmt: skip
ZH = (
    "客服：您好，我是小陈，请问有什么可以帮您？", "客户：手机又坏了，都第三次了，气死我了！", "客服：你先冷静一点，你必须等。",
    "客户：我都等了两个星期了！", "客服：这不归我管。",
)  # fmt: skip
KIND = {"en": "I'm so sorry, that must be maddening.", "zh": "真对不起，换了谁都会生气的。"}


@pytest.fixture
def rubric():
    return load_rubric("service-cycle")


@pytest.mark.parametrize(("lines", "language"), [(EN, "en"), (ZH, "zh")])
def test_corrected_words_are_judged_and_what_was_heard_stays(tmp_path, rubric, lines, language):
    card = scored(tmp_path, *lines)
    turn = card.turns[2]
    after = correct(card, [Correction(what="words", target=turn.uid, value=f"  {KIND[language]} ")], "Ann", rubric)
    assert (after.turns[2].text, after.turns[2].heard) == (KIND[language], turn.text)
    assert after.turns[2].uid == turn.uid
    assert not [one for one in after.findings if one.kind == "red_card" and one.turn == turn.uid]
    assert after.score > card.score
    (note,) = (note for note in after.notes if note.code == "words_corrected")
    assert "Ann" in note.text.en
    assert turn.text in note.text.zh
    assert first_problem(after) is None
    assert rejudge(after, rubric) == after


def test_words_put_back_are_as_if_nobody_had_touched_them(tmp_path, rubric):
    card = scored(tmp_path, *EN)
    uid, text = card.turns[2].uid, card.turns[2].text
    once = correct(card, [Correction(what="words", target=uid, value="One moment.")], "Ann", rubric)
    twice = correct(once, [Correction(what="words", target=uid, value="Bear with me.")], "Bo", rubric)
    assert twice.turns[2].heard == text
    assert [note.code for note in twice.notes].count("words_corrected") == 1
    assert correct(twice, [Correction(what="words", target=uid, value=text)], "Cy", rubric) == card


def test_a_turn_given_to_the_customer_has_no_cards(tmp_path, rubric):
    card = scored(tmp_path, *EN)
    customer = next(one.id for one in card.speakers if one.role == "customer")
    uid = card.turns[2].uid
    after = correct(card, [Correction(what="speaker", target=uid, value=customer)], "Ann", rubric)
    turn = after.turns[2]
    assert (turn.role, turn.speaker, turn.heard_speaker, turn.labels) == ("customer", customer, card.turns[2].speaker, ())
    assert not [one for one in after.findings if one.kind == "red_card" and one.turn == uid]
    assert correct(after, [Correction(what="speaker", target=uid, value=card.turns[2].speaker)], "Ann", rubric) == card


def test_swapped_speakers_swap_what_is_judged_and_the_name(tmp_path, rubric):
    card = scored(tmp_path, *EN, rep_name="Sam")
    customer = next(one for one in card.speakers if one.role == "customer")
    after = correct(card, [Correction(what="rep", target=customer.id)], "Ann", rubric)
    assert [turn.role for turn in after.turns] == ["customer", "rep", "customer", "rep", "customer"]
    assert {one.id: (one.role, one.name) for one in after.speakers} == {
        "customer": ("rep", "Sam"),
        "rep": ("customer", None),
    }
    assert not [one for one in after.findings if one.kind == "red_card" and one.turn == card.turns[2].uid]
    back = correct(after, [Correction(what="rep", target="rep")], "Ann", rubric)
    assert (back.turns, back.score, back.findings) == (card.turns, card.score, card.findings)


@pytest.mark.parametrize("lines", [EN, ZH])
def test_an_added_finding_counts_and_says_who_added_it(tmp_path, rubric, lines):
    card = scored(tmp_path, *lines)
    turn = card.turns[0]
    assert "not_humble" not in turn.labels
    added = Correction(what="add", target=turn.uid, value="not_humble")
    after = correct(card, [added], "Ann", rubric)
    finding = found(after, "red_card", "not_humble")
    assert (finding.turn, finding.evidence[0].layer) == (turn.uid, "person")
    assert finding.quote in turn.text
    assert after.score < card.score
    assert any(note.code == "finding_added" and "Ann" in note.text.zh for note in after.notes)
    assert rejudge(after, rubric) == after
    assert correct(after, [Correction(what="take_back", target=finding.uid)], "Bo", rubric) == card


def test_several_corrections_come_one_after_the_other(tmp_path, rubric):
    card = scored(tmp_path, *EN)
    uid = card.turns[2].uid
    both = [
        Correction(what="words", target=uid, value="Please hold the line."),
        Correction(what="add", target=uid, value="commanding", quote="hold the line"),
    ]
    after = correct(card, both, "Ann", rubric)
    assert "hold the line" in found(after, "red_card", "commanding").quote
    assert correct(card, [], "Ann", rubric) is card


def test_corrections_outlive_hearing_the_call_anew(tmp_path, rubric):
    card = scored(tmp_path, *EN)
    words = Correction(what="words", target=card.turns[2].uid, value=KIND["en"])
    swap = Correction(what="rep", target="customer")
    cut = Correction(what="split", target=card.turns[2].uid, value="You have to wait.")
    name = Correction(what="name", target="customer", value="Ms Wang")
    given = Correction(what="speaker", target=card.turns[4].uid, value="customer")
    join = Correction(what="join", target=card.turns[3].uid)
    for said in ([words], [swap], [words, swap], [given], [cut], [cut, words], [name], [join], [name, cut, given, join]):
        after = correct(card, said, "Ann", rubric)
        assert with_persons_word(card, after, rubric) == after


@pytest.mark.parametrize(
    ("what", "target", "value", "quote", "says"),
    [
        ("words", 2, " ", "", "1 to 5000"),
        ("words", 2, "Calm down. You have to wait.", "", "nothing to change"),
        ("words", None, "Yes.", "", "no turn"),
        ("speaker", 2, "rep", "", "nothing to change"),
        ("speaker", 2, "nobody", "", "Nobody called"),
        ("split", 2, "go away", "", "cannot be cut"),
        ("split", 2, "Calm down. You have to wait.", "", "cannot be cut"),
        ("split", 2, " ", "", "cannot be cut"),
        ("join", 4, "", "", "last turn"),
        ("name", 2, "Ms Wang", "", "Nobody called"),
        ("name", None, "x" * 81, "", "Nobody called"),
        ("add", 2, "rude", "", "no label"),
        ("add", 1, "not_humble", "", "Only what the rep says"),
        ("add", 2, "not_humble", "go away", "not in this turn"),
        ("add", 2, "commanding", "", "carries that label already"),
    ],
)
def test_what_cannot_be_is_said(tmp_path, rubric, what, target, value, quote, says):
    card = scored(tmp_path, *EN)
    uid = "turn-9" if target is None else card.turns[target].uid
    with pytest.raises(UserError, match=says):
        correct(card, [Correction(what=what, target=uid, value=value, quote=quote)], "Ann", rubric)


def test_a_turn_cut_in_two_is_judged_as_two_and_joined_again_as_one(tmp_path, rubric):
    card = scored(tmp_path, *EN)
    uid = card.turns[2].uid
    cut = correct(card, [Correction(what="split", target=uid, value="You have to wait.")], "Ann", rubric)
    assert [turn.text for turn in cut.turns[2:4]] == ["Calm down.", "You have to wait."]
    assert [turn.index for turn in cut.turns] == list(range(6))
    assert cut.turns[2].uid == uid != cut.turns[3].uid
    assert first_problem(cut) is None
    given = correct(cut, [Correction(what="speaker", target=cut.turns[3].uid, value="customer")], "Ann", rubric)
    assert [turn.role for turn in given.turns] == ["rep", "customer", "rep", "customer", "customer", "rep"]
    whole = correct(cut, [Correction(what="join", target=uid)], "Bo", rubric)
    assert (whole.turns, whole.findings, whole.score) == (card.turns, card.findings, card.score)


def test_chinese_turns_are_joined_with_a_comma_where_none_stands(tmp_path, rubric):
    card = scored(tmp_path, "客服：您好", "客服：请问有什么可以帮您？", "客户：手机坏了。")
    joined = correct(card, [Correction(what="join", target=card.turns[0].uid)], "安", rubric)
    assert [turn.text for turn in joined.turns] == ["您好，请问有什么可以帮您？", "手机坏了。"]


def test_words_times_and_what_people_said_go_along_with_a_cut(rubric):
    card = sample("en")
    turn = next(each for each in card.turns if len(each.words) > 3)
    rest = turn.text[turn.text.index(turn.words[2].text.strip()) :]
    added = replace(card, turns=tuple(with_verdict(each, "empathy", each.text) if each is turn else each for each in card.turns))
    one, two = (each for each in split_turn(added.turns, turn.uid, rest) if each.words and turn.start_s <= each.start_s < turn.end_s)
    assert one.words + two.words == turn.words
    assert len(one.words) == 2
    assert turn.start_s == one.start_s < one.end_s == turn.words[1].end_s <= two.start_s == turn.words[2].start_s < two.end_s == turn.end_s
    assert [(said.label, said.quote) for said in (*one.label_evidence, *two.label_evidence)] == [("empathy", one.text), ("empathy", rest)]


def test_notes_keep_naming_the_turn_they_mean(tmp_path, rubric):
    card = scored(tmp_path, *EN)
    steps = [
        Correction(what="words", target=card.turns[3].uid, value="I waited two weeks!"),
        Correction(what="split", target=card.turns[0].uid, value="how can I help?"),
        Correction(what="words", target=card.turns[3].uid, value="I have waited for two weeks!"),
    ]
    halfway = correct(card, steps[:2], "Ann", rubric)
    assert "turn 5:" in next(note.text.en for note in halfway.notes if note.code == "words_corrected")
    assert "第 5 句" in next(note.text.zh for note in halfway.notes if note.code == "words_corrected")
    assert not [note for note in correct(card, steps, "Ann", rubric).notes if note.code == "words_corrected"]


def test_a_speaker_gets_a_name_and_loses_it(tmp_path, rubric):
    card = scored(tmp_path, *EN)
    named = correct(card, [Correction(what="name", target="customer", value=" Ms Wang ")], "Ann", rubric)
    assert [one.name for one in named.speakers if one.id == "customer"] == ["Ms Wang"]
    assert named.score == card.score
    assert correct(named, [Correction(what="name", target="customer")], "Ann", rubric) == card
