"""`redcard library`: rubric texts, judging again, moving stages, a person's word on findings, names."""

from __future__ import annotations

import hashlib
import json

import pytest

from coach.errors import UserError
from coach.library.store import get_call, open_library
from coach.rubric.load import load_rubric
from tests.commands.run import redcard, save_transcript

BAD = ("rep: What is it?", "customer: My phone is dead again!", "rep: Calm down. You have to wait.", "rep: Not my department.")
BUNDLED = load_rubric("service-cycle").text


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("REDCARD_LANG", "en")


@pytest.fixture
def uid(tmp_path) -> str:
    return save_transcript(tmp_path, "call.txt", *BAD)


def saved(uid: str):
    with open_library() as db:
        return get_call(db, uid)


def test_the_rubric_of_a_call_is_printed_as_it_was(uid):
    assert redcard("library", "rubric", uid) == BUNDLED
    assert redcard("library", "rubric", hashlib.sha256(BUNDLED.encode()).hexdigest()[:12]) == BUNDLED
    with pytest.raises(UserError, match="does not hold"):
        redcard("library", "rubric", "call-9")


def test_an_old_call_is_judged_again_by_its_own_text(uid, tmp_path, data_folder):
    own = data_folder / "rubrics"
    own.mkdir()
    (own / "service-cycle.toml").write_text(BUNDLED.replace("yellow_costs = 6", "yellow_costs = 3"), encoding="utf-8")
    before = saved(uid)
    assert f"{before.score:.1f} → {before.score:.1f}" in redcard("library", "rejudge", uid)
    assert saved(uid) == before
    assert save_transcript(tmp_path, "call.txt", *BAD) != uid  # the changed rubric makes another scorecard


def test_a_stage_is_moved_by_number_and_shown(uid):
    said = redcard("library", "move-stage", uid, "agree", "2", "--by", "Ann")
    assert said == "Agree (moved by Ann): turn 2, My phone is dead again!\n"
    assert "turn 2  Agree (moved by Ann)" in redcard("library", "show", uid)
    redcard("library", "move-stage", uid, "agree", saved(uid).turns[3].uid)
    assert "turn 4  Agree (moved by a person)" in redcard("library", "show", uid)


def test_a_moved_stage_stays_when_the_call_is_judged_or_scored_again(uid, tmp_path):
    redcard("library", "move-stage", uid, "agree", "2", "--by", "Ann")
    moved = saved(uid)
    redcard("library", "rejudge", uid)
    assert saved(uid) == moved
    card = json.loads(redcard("score", tmp_path / "call.txt", "--json", "-"))
    assert [stage["moved_by"] for stage in card["stages"] if stage["id"] == "agree"] == ["Ann"]
    assert saved(uid) == moved


@pytest.mark.parametrize(
    ("stage", "turn", "says"),
    [("agree", "9", "no turn “9” in this call of 4 turns"), ("agree", "0:14", "no turn “0:14”"), ("start", "1", "choose one of rapport")],
)
def test_a_stage_or_turn_that_is_not_there(uid, stage, turn, says):
    with pytest.raises(UserError, match=says):
        redcard("library", "move-stage", uid, stage, turn)


def finding(uid: str, words: str) -> str:
    """The uid that the list of findings gives, of the one line with these words."""
    (line,) = (line for line in redcard("library", "overrule", uid).splitlines() if words in line)
    return line.split()[0]


def test_a_card_called_wrong_is_judged_again_and_stays_visible(uid):
    before, card = saved(uid), finding(uid, "Red card · Giving orders, turn 3")
    said = redcard("library", "overrule", uid, card, "wrong", "--by", "Ann")
    after = saved(uid)
    assert f"{before.score:.1f} → {after.score:.1f} (+" in said
    assert "  − Red card · Giving orders, turn 3, “Calm down”\n" in said
    assert after.score > before.score
    assert "  0 red · 1 yellow  " in redcard("library", "list")
    shown = " ".join(redcard("library", "show", uid, "--explain").split())
    assert "Ann overruled the program: turn 3, “Calm down”, Red card: giving orders." in shown
    assert "Giving orders (overruled)" in shown
    machine = [each for each in after.turns[2].label_evidence if (each.label, each.layer) == ("commanding", "phrase")]
    assert machine == [each for each in before.turns[2].label_evidence if (each.label, each.layer) == ("commanding", "phrase")]
    assert finding(uid, "turn 3, “Calm down” · overruled by a person") == card


def test_a_persons_word_stays_when_the_call_is_judged_or_scored_again(uid, tmp_path):
    redcard("library", "overrule", uid, finding(uid, "Giving orders"), "wrong", "--by", "Ann")
    after = saved(uid)
    redcard("library", "rejudge", uid)
    redcard("score", tmp_path / "call.txt")
    assert saved(uid) == after


def test_what_was_said_can_be_turned_round_and_taken_back(uid):
    before, card = saved(uid), finding(uid, "Giving orders")
    redcard("library", "overrule", uid, card, "wrong")
    assert "a person overruled the program" in saved(uid).notes[0].text.en
    redcard("library", "overrule", uid, card, "right", "--by", "Bo")
    assert saved(uid).score == before.score
    assert finding(uid, "Giving orders, turn 3, “Calm down” · a person says so") == card
    redcard("library", "overrule", uid, card, "--undo")
    assert saved(uid) == before
    with pytest.raises(UserError, match="nothing to take back"):
        redcard("library", "overrule", uid, card, "--undo")


def test_something_missed_that_was_there_is_said_too(uid):
    before = saved(uid)
    redcard("library", "overrule", uid, finding(uid, "Missed · Greeting"), "wrong")
    assert "greeting" in saved(uid).turns[0].labels
    assert saved(uid).score > before.score


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("finding-9", "wrong"), "no finding finding-9"),
        (("finding-9",), "say one thing"),
        (("finding-9", "wrong", "--undo"), "say one thing"),
        (("--undo",), "Name the finding"),
        (("finding-9", "wrong", "--by", "x" * 81), "at most 80"),
    ],
)
def test_what_cannot_be_said_of_a_finding(uid, words, says):
    before = saved(uid)
    with pytest.raises(UserError, match=says):
        redcard("library", "overrule", uid, *words)
    assert saved(uid) == before


def test_turns_are_named_by_their_time_too(tmp_path):
    uid = save_transcript(tmp_path, "t.txt", "[00:05] rep: Hello.", "[00:14] customer: Hi!", "[00:14] customer: So?", "[00:20] rep: Bye.")
    assert "turn 4" in redcard("library", "move-stage", uid, "follow_up", "0:20")
    with pytest.raises(UserError, match="Turns 2, 3 start at 0:14"):
        redcard("library", "move-stage", uid, "follow_up", "0:14")


def test_the_reps_name_is_kept_and_shown(tmp_path):
    path = tmp_path / "call.txt"
    path.write_text("\n".join(BAD), encoding="utf-8")
    card = json.loads(redcard("score", path, "--rep-name", " 小林 ", "--json", "-"))
    assert [speaker["name"] for speaker in card["speakers"]] == ["小林", None]
    assert redcard("library", "list").endswith("call.txt  小林\n")
    with pytest.raises(UserError, match="at most 80"):
        redcard("score", path, "--rep-name", "x" * 81)


def test_explain_comes_after_the_scorecard_and_from_a_saved_one(uid, tmp_path):
    shown = redcard("library", "show", uid, "--explain")
    assert shown.index("Red and yellow cards") < shown.index("How each turn was judged") < shown.index("Score = 100 ×")
    redcard("library", "show", uid, "--json", tmp_path / "card.json")
    assert "How each turn was judged" in redcard("report", tmp_path / "card.json", "--explain")
    assert "How each turn was judged" in redcard("score", tmp_path / "call.txt", "--explain", "--no-save")


def test_with_json_on_standard_output_the_explanation_is_not_there(uid, tmp_path):
    json.loads(redcard("score", tmp_path / "call.txt", "--explain", "--json", "-"))
