import io
import re
from dataclasses import replace

from rich.cells import cell_len

from coach.model import CriterionResult, LabelEvidence, Text
from coach.report.explain import print_explanation
from coach.report.json import from_json, to_json
from tests.report.sample import hostile, minimal, sample


def explained(card, language) -> str:
    file = io.StringIO()
    print_explanation(card, language=language, file=file)
    return file.getvalue()


def with_votes(card, position, *votes, labels=()):
    evidence = tuple(LabelEvidence(label=label, layer=layer, certainty=sure, quote=quote) for label, layer, sure, quote in votes)
    turn = replace(card.turns[position], labels=labels, label_evidence=evidence)
    return replace(card, turns=(*card.turns[:position], turn, *card.turns[position + 1 :]))


def test_each_turn_shows_its_layers_the_winner_first():
    votes = [("empathy", "meaning", 0.93, "how frustrating"), ("empathy", "phrase", 0.8, "I can see")]
    card = with_votes(sample("en"), 6, *votes, labels=("empathy",))
    text = explained(card, "en")
    assert "\n   7  0:42  Rep  I can see how frustrating that is" in text
    assert "\n      Empathy  meaning 93% “how frustrating”; also wording 80% “I can see”\n" in text


def test_the_layers_have_chinese_names():
    votes = [("ownership", "sound", 0.75, "我来付责"), ("ownership", "meaning", 0.7, "我来付责")]
    text = explained(with_votes(sample("zh"), 6, *votes, labels=("ownership",)), "zh")
    assert "\n      承担责任  读音 75%“我来付责”；另有 语义 70%“我来付责”\n" in text


def test_what_a_person_overruled_stays_beside_the_machine():
    votes = [("commanding", "person", 1.0, ""), ("commanding", "phrase", 0.9, "calm down")]
    text = explained(with_votes(sample("en"), 2, *votes), "en")
    assert "Giving orders (overruled) a person 100%: not there; also wording 90% “calm down”" in " ".join(text.split())


def test_an_upset_customer_is_explained_too():
    text = explained(with_votes(sample("en"), 1, ("upset", "phrase", 0.9, "fed up")), "en")
    assert "\n      upset  wording 90% “fed up”\n" in text


def test_each_criterion_says_what_it_earned_and_lost_and_by_what():
    text = explained(sample("en"), "en")
    assert "each is worth 3.57 of the score's 100" in text
    assert "\n      0 / 4      −4  No orders\n" in text
    assert "\n      4 / 4          Stays humble\n" in text
    assert "\n          —          Builds on the customer's idea · does not apply\n" in text
    assert "turn 5 · Red card · “That's not my department”" in text
    assert text.endswith("\n\n  Score = 100 × 16 ÷ 28 = 57.1\n")


def test_a_call_without_a_score_has_no_sum():
    row = CriterionResult(id="x", title=Text(zh="一", en="One"), points=0, max_points=3, applicable=False)
    text = explained(replace(minimal(), score=None, criteria=(row,)), "en")
    assert "÷" not in text
    assert "One · does not apply" in text


def test_it_fits_into_80_columns_in_both_languages():
    for language in ("zh", "en"):
        for card in (sample("zh"), sample("en"), minimal(), hostile()):
            assert max(cell_len(line) for line in explained(card, language).splitlines()) <= 80


def test_nothing_from_the_call_repaints_the_terminal():
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", explained(hostile(), "en"))


def test_a_saved_scorecard_is_explained_in_the_same_words():
    card = sample("zh")
    assert explained(from_json(to_json(card)), "zh") == explained(card, "zh")
