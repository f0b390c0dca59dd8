"""`redcard rubric whatif`: what a changed rubric would change."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from coach.errors import UserError
from coach.library.store import library_file
from tests.commands.run import redcard, save_transcript

BUNDLED = files("rubrics").joinpath("service-cycle.toml").read_text(encoding="utf-8")
BAD = ("rep: What is it?", "customer: My phone is dead again!", "rep: Calm down. You have to wait.", "rep: That's not my department.")
GOOD = ("rep: Good morning, this is Ann.", "customer: Hello.", "rep: What happened?", "customer: It broke.", "rep: I'll call you by noon.")


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("REDCARD_LANG", "en")


@pytest.fixture
def library(tmp_path) -> dict[str, str]:
    return {name: save_transcript(tmp_path, f"{name}.txt", *lines) for name, lines in (("bad", BAD), ("good", GOOD))}


def rubric(folder: Path, old: str = "", new: str = "", id: str = "service-cycle") -> Path:
    path = folder / "changed" / f"{id}.toml"
    path.parent.mkdir(exist_ok=True)
    assert old in BUNDLED
    path.write_text(BUNDLED.replace('id = "service-cycle"', f'id = "{id}"', 1).replace(old, new), encoding="utf-8")
    return path


def test_the_same_rubric_changes_nothing(library, tmp_path):
    text = redcard("rubric", "whatif", rubric(tmp_path))
    assert "Calls judged: 2; score higher 0, lower 0, the same 2, +0.0 on average; findings that appear 0, vanish 0" in text
    assert all(uid in text for uid in library.values())


def test_what_appears_and_vanishes_is_quoted(library, tmp_path):
    text = redcard("rubric", "whatif", rubric(tmp_path, 'label = "irresponsible"', 'label = "not_humble"'))
    assert "  − Yellow card · Not taking responsibility, turn 4, “That's not my department”\n" in text
    assert "score higher 1, lower 0, the same 1" in text
    assert "vanish 1" in text


def test_json_is_one_document(library, tmp_path):
    found = json.loads(redcard("rubric", "whatif", rubric(tmp_path, "yellow_costs = 6", "yellow_costs = 3"), "--json"))
    assert [call["title"] for call in found["calls"]] == ["bad.txt", "good.txt"]
    assert found["calls"][0]["after"] > found["calls"][0]["before"]
    assert found["summary"]["better"] == 1
    assert found["rubric"]["id"] == "service-cycle"


def test_nothing_is_written(library, tmp_path):
    before = library_file().read_bytes()
    redcard("rubric", "whatif", rubric(tmp_path, "yellow_costs = 6", "yellow_costs = 3"))
    assert library_file().read_bytes() == before


def test_the_newest_calls_up_to_a_limit(library, tmp_path):
    text = redcard("rubric", "whatif", rubric(tmp_path), "--limit", 1)
    assert library["good"] in text
    assert library["bad"] not in text


def test_calls_of_another_rubric_are_left_out_unless_there_is_nothing_else(library, tmp_path):
    other = rubric(tmp_path, id="mine")
    assert "Calls judged: 2" in redcard("rubric", "whatif", other)
    redcard("score", tmp_path / "bad.txt", "--rubric", other)
    text = redcard("rubric", "whatif", other)
    assert "Calls judged: 1" in text
    assert "2 judged by other rubrics were left out." in text


def test_mistakes_of_the_rubric_and_an_empty_library_are_said(tmp_path):
    with pytest.raises(UserError, match="no calls in the library"):
        redcard("rubric", "whatif", rubric(tmp_path))
    with pytest.raises(UserError, match="points"):
        redcard("rubric", "whatif", rubric(tmp_path, "points = 12", "points = -1"))


def test_it_is_said_in_chinese_too(library, tmp_path, monkeypatch):
    monkeypatch.setenv("REDCARD_LANG", "zh")
    text = redcard("rubric", "whatif", rubric(tmp_path, 'label = "irresponsible"', 'label = "not_humble"'))
    assert "  − 黄牌 · 不负责，第 4 句，“That's not my department”\n" in text
    assert "2 通：1 通得分升高，0 通降低，1 通不变" in text
