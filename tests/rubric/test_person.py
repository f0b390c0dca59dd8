"""What a person said of a turn outweighs the layers and outlives a new labelling."""

from __future__ import annotations

from coach.model import LABELS
from coach.rubric.labels import marks_of
from coach.rubric.person import keep_verdicts, marks_with_verdicts, verdicts, with_verdict, without_verdict
from tests.rubric.dialogue import dialogue

TURNS = dialogue("rep: Calm down. You have to wait.", "customer: I waited for two weeks!", "rep: What happened?")


def test_a_label_that_is_not_there_goes_and_its_evidence_stays():
    turn = with_verdict(TURNS[0], "commanding", "")
    assert "commanding" in TURNS[0].labels
    assert "commanding" not in turn.labels
    layers = [(each.layer, each.quote) for each in turn.label_evidence if each.label == "commanding"]
    assert layers[0] == ("person", "")
    assert [layer for layer, _ in layers[1:]] == [each.layer for each in TURNS[0].label_evidence if each.label == "commanding"]


def test_a_label_that_is_there_stands_in_its_place():
    turn = with_verdict(with_verdict(TURNS[2], "summarise", "What happened"), "empathy", "What happened")
    assert turn.labels == tuple(label for label in LABELS if label in turn.labels)
    assert {"empathy", "open_question", "summarise"} <= set(turn.labels)


def test_a_second_word_replaces_the_first():
    turn = with_verdict(with_verdict(TURNS[0], "commanding", ""), "commanding", "Calm down")
    assert "commanding" in turn.labels
    assert [each.quote for each in verdicts(turn)] == ["Calm down"]


def test_a_word_taken_back_leaves_the_machines():
    for label, quote in (("commanding", ""), ("commanding", "Calm down"), ("empathy", "Calm down"), ("name_given", "Calm")):
        assert without_verdict(with_verdict(TURNS[0], label, quote), label) == TURNS[0]
    two = with_verdict(with_verdict(TURNS[0], "commanding", ""), "empathy", "Calm down")
    assert without_verdict(two, "commanding") == with_verdict(TURNS[0], "empathy", "Calm down")


def test_verdicts_outlive_a_new_labelling():
    said = (with_verdict(with_verdict(TURNS[0], "commanding", ""), "empathy", "Calm down"), *TURNS[1:])
    kept = keep_verdicts(TURNS, said)
    assert kept == said
    assert keep_verdicts(TURNS, TURNS) == TURNS
    assert keep_verdicts(TURNS, said[1:]) == TURNS


def test_marks_follow_the_person():
    turns = (with_verdict(TURNS[0], "commanding", ""), TURNS[1], with_verdict(TURNS[2], "name_given", "What"))
    machine = marks_of(TURNS, language="en")
    marks = marks_with_verdicts(machine, turns)
    assert "commanding" in machine["t0"]
    assert "commanding" not in marks["t0"]
    assert marks["t1"] == machine["t1"]
    name = marks["t2"]["name_given"]
    assert (name.layer, name.certainty, name.quote) == ("person", 1.0, "What")
    assert "open_question" in marks["t2"]
