"""`redcard library find | rename | tag | note | delete | undelete | bin | empty-bin | retention | storage | backup | restore | progress`."""

from __future__ import annotations

import csv
import io
import json

import click
import pytest

from coach.errors import UserError
from tests.commands.run import redcard
from tests.library.calls import call, finding, made, saved


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("REDCARD_LANG", "en")


@pytest.fixture
def two():
    saved(call("a", "您好", "我要投诉", rep="Ann", score=80.0, findings=[finding("commanding")]), call("b", "Hello", rep="小林", score=None))


def test_calls_are_found_and_where(two):
    assert redcard("library", "find", "投诉").splitlines()[1] == "    turn 2: 我要投诉"
    assert redcard("library", "find", "--rep", "小林").startswith("b ")
    assert redcard("library", "find", "--finding", "commanding", "--min-score", 50).startswith("a ")
    assert redcard("library", "find", "nothing") == "No such calls.\n"
    assert [hit["uid"] for hit in json.loads(redcard("library", "find", "--json"))] == ["b", "a"]


def test_a_day_that_is_none_is_said(two):
    made("a", "2020-05-05T12:00:00+00:00")
    assert redcard("library", "find", "--until", "2021-01-01").startswith("a ")
    with pytest.raises(UserError, match="is no day"):
        redcard("library", "find", "--since", "yesterday")


def test_found_calls_become_a_table_without_formulas(two, tmp_path):
    redcard("library", "rename", "a", "=1+1")
    redcard("library", "find", "--csv", tmp_path / "calls.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "calls.csv").read_text("utf-8-sig"))))
    assert rows[0][:4] == ["call", "saved", "title", "rep"]
    assert [row[2] for row in rows[1:]] == ["b.wav", "'=1+1"]
    assert [row[7] for row in rows[1:]] == ["", "80.0"]


def test_titles_tags_and_notes(two):
    assert redcard("library", "rename", "a", "晨会 样板") == "a is now called: 晨会 样板\n"
    assert redcard("library", "tag", "a", "x", "y") == "#x  #y\n"
    assert redcard("library", "tag", "a", "x", "--remove") == "#y\n"
    assert redcard("library", "tag", "b") == "No tags.\n"
    assert redcard("library", "note", "a", "Listen to this") == redcard("library", "note", "a") == "Listen to this\n"
    assert redcard("library", "note", "a", "") == "No note.\n"
    assert redcard("library", "find", "晨会").splitlines()[0].endswith("晨会 样板  Ann  #y")


def test_deleting_and_taking_back(two):
    assert "`redcard library undelete a` takes it back" in redcard("library", "delete", "a")
    assert redcard("library", "bin").startswith("a  gone for good on ")
    assert redcard("library", "undelete", "a") == "Taken back: a.\n"
    redcard("library", "delete", "b")
    with pytest.raises(click.Abort):  # nobody answers
        redcard("library", "empty-bin")
    assert redcard("library", "empty-bin", "--yes") == "Calls deleted for good: 1.\n"
    assert redcard("library", "bin") == "The bin is empty.\n"
    assert len(json.loads(redcard("library", "find", "--json"))) == 1


def test_how_long_calls_are_kept(two):
    assert redcard("library", "retention") == "Calls are kept until you delete them.\n"
    made("a", "2020-05-05T12:00:00+00:00")
    with pytest.raises(click.Abort):
        redcard("library", "retention", "90")
    assert redcard("library", "retention", "90", "--yes").startswith("Calls go into the bin 90 days")
    assert redcard("library", "bin").startswith("a ")
    assert redcard("library", "retention", "forever") == "Calls are kept until you delete them.\n"
    for bad in ("0", "-1", "x", "36501", "1.5", "٣"):
        with pytest.raises((UserError, click.UsageError)):
            redcard("library", "retention", bad)


def test_what_takes_how_much(two, data_folder):
    (data_folder / "recordings").mkdir()
    (data_folder / "recordings" / "loose.flac").write_bytes(b"x" * 5000)
    (data_folder / "reports").mkdir()
    (data_folder / "reports" / "page.html").write_bytes(b"x" * 700)
    redcard("library", "delete", "b")
    parts = json.loads(redcard("library", "storage", "--json"))
    assert parts["library"]["count"] == 1
    assert parts["bin"]["count"] == 1 and parts["bin"]["bytes"] > 100
    assert parts["recordings"] == parts["recordings_without_call"] == {"bytes": 5000, "count": 1}
    assert parts["other"]["bytes"] == 700
    assert parts["total"]["bytes"] >= parts["library"]["bytes"] + 5700
    assert "5.0 kB  recordings (1)" in redcard("library", "storage")


def test_backing_up_and_restoring(two, tmp_path):
    assert "calls 2, recorded files 0" in redcard("library", "backup", tmp_path / "b.zip")
    redcard("library", "delete", "a")
    with pytest.raises(click.Abort):
        redcard("library", "restore", tmp_path / "b.zip")
    assert "calls 2" in redcard("library", "restore", tmp_path / "b.zip", "--yes")
    assert len(json.loads(redcard("library", "find", "--json"))) == 2


def test_progress_of_one_person(two, tmp_path):
    with pytest.raises(UserError, match=r"Ann \(1\), 小林 \(1\)"):
        redcard("library", "progress")
    assert redcard("library", "progress", "--rep", "Ann").startswith("Ann: calls 1, rubric service-cycle\ndays of practice in a row: 1")
    shown = json.loads(redcard("library", "progress", "--rep", "Ann", "--json"))
    assert shown["series"][0]["points"][0]["value"] == 80.0
    assert shown["cards"]["commanding"] == 1
    redcard("library", "progress", "--rep", "Ann", "--csv", tmp_path / "p.csv")
    assert (tmp_path / "p.csv").read_text("utf-8-sig").splitlines()[1].startswith("score,score,score,a,")
    with pytest.raises(UserError, match="no such calls"):
        redcard("library", "progress", "--rep", "Bo")
    with pytest.raises(UserError, match="no such calls"):
        redcard("library", "progress", "--rep", "Ann", "--rubric", "nothing")
