"""`redcard library`: rubric texts, judging again, moving stages, names."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files

import pytest

from coach.errors import UserError
from coach.library.store import get_call, open_library
from tests.commands.run import redcard, save_transcript

BAD = ("rep: What is it?", "customer: My phone is dead again!", "rep: Calm down. You have to wait.", "rep: Not my department.")
BUNDLED = files("rubrics").joinpath("service-cycle.toml").read_text(encoding="utf-8")


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
