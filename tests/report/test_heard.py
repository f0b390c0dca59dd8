from dataclasses import replace

from coach.report.heard import UNCLEAR_BELOW, finding_unclear, turn_unclear
from tests.report.sample import heard, minimal, sample


def unclear_turns(card):
    return [turn.uid for turn in card.turns if turn_unclear(turn)]


def unclear_findings(card):
    return [finding.uid for finding in card.findings if finding_unclear(finding, card.turns)]


def test_the_mean_of_the_words_decides():
    assert unclear_turns(sample("en")) == []
    assert unclear_turns(heard(sample("en"), "turn-4", UNCLEAR_BELOW - 0.01)) == ["turn-4"]
    assert unclear_turns(heard(sample("en"), "turn-4", UNCLEAR_BELOW)) == []


def test_a_listening_signal_is_never_marked():
    card = heard(sample("en"), "turn-8", 0.1)
    assert card.turns[8].labels == ("backchannel",)
    assert unclear_turns(card) == []


def test_a_text_was_not_heard():
    assert unclear_turns(minimal()) == []


def test_a_finding_stands_at_the_turn_or_answers_it():
    assert unclear_findings(heard(sample("en"), "turn-3", 0.2)) == ["f-missed"]
    assert unclear_findings(heard(sample("en"), "turn-4", 0.2)) == ["f-missed", "f-irresponsible"]


def test_the_quoted_words_count_by_themselves():
    card = heard(sample("en"), "turn-4", 0.2, slice(0, 4))  # That's not my department,
    assert unclear_turns(card) == []
    quoted = replace(card, findings=tuple(replace(each, end_s=29.5) if each.uid == "f-irresponsible" else each for each in card.findings))  # fmt: skip
    assert unclear_findings(quoted) == ["f-irresponsible"]
