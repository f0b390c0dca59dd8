from dataclasses import replace

from coach.report.cards import build_cards
from coach.report.transcript import build_lines
from tests.report.sample import minimal, sample


def lines(card, language="en"):
    return build_lines(card, build_cards(card, language), language)


def marked(line):
    return [(piece.text, piece.card.uid) for piece in line.pieces if piece.card]


def test_nothing_of_a_turn_is_lost():
    for language in ("en", "zh"):
        card = sample(language)
        assert ["".join(piece.text for piece in line.pieces) for line in lines(card, language)] == [
            turn.text for turn in card.turns
        ]


def test_quotes_are_marked_where_they_stand():
    assert marked(lines(sample("en"))[2]) == [
        ("You need to calm down", "f-commanding"),
        ("you have to give me the model of your router", "f-commanding-2"),
    ]


def test_a_missed_moment_marks_no_words():
    line = lines(sample("en"))[4]
    assert marked(line) == [("That's not my department", "f-irresponsible")]
    assert [card.uid for card in line.cards] == ["f-missed"]


def test_overlapping_quotes_are_both_shown():
    card = sample("en")
    inner = replace(card.findings[0], uid="f-inner", quote="to calm")
    line = lines(replace(card, findings=(*card.findings, inner)))[2]
    assert [uid for _, uid in marked(line)] == ["f-commanding", "f-commanding-2"]
    assert [shown.uid for shown in line.cards] == ["f-inner"]


def test_a_skill_is_labelled_once_and_a_red_card_never_by_a_bare_label():
    assert lines(sample("en"))[6].labels == ("Ownership", "Open question")
    assert lines(sample("en"))[4].labels == ()


def test_stages_and_distress_stand_at_their_turns():
    shown = lines(sample("zh"), "zh")
    assert [(line.number, line.stage) for line in shown if line.stage] == [
        (1, "营造气氛"), (7, "诊断问题"), (11, "寻求方案"), (12, "达成一致"), (13, "落实（调整者：林老师）"), (14, "后续"),
    ]  # fmt: skip
    assert [line.number for line in shown if line.upset] == [2, 4, 6]


def test_two_stages_that_start_at_one_turn_are_both_named():
    card = sample("en")
    together = tuple(replace(stage, turn="turn-6", moved_by=None) for stage in card.stages[:2])
    assert lines(replace(card, stages=together))[6].stage == "Rapport · Diagnose"


def test_text_without_times():
    assert [(line.number, line.time, line.who) for line in lines(minimal())] == [
        (1, None, "Customer"),
        (2, None, "Rep"),
    ]
