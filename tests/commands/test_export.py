"""`redcard export`."""

from __future__ import annotations

import csv
import io

import pytest

from coach.errors import UserError
from coach.library.store import library_file, open_library, save_call
from coach.report.json import from_json, to_json
from tests.commands.run import redcard
from tests.report.sample import sample


@pytest.fixture
def uid(monkeypatch) -> str:
    monkeypatch.setenv("REDCARD_LANG", "en")
    with open_library() as db:
        save_call(db, sample("en"), title="call.wav")
    return sample("en").uid


def test_every_format_at_once(uid, tmp_path):
    files = [tmp_path / f"call.{ending}" for ending in ("html", "pdf", "csv", "json", "srt", "vtt")]
    said = redcard("export", uid, *files)
    assert said.splitlines() == [f"Written: {file}" for file in files]
    begins = [b"<!doctype html>", b"%PDF", b"\xef\xbb\xbfturn,", b"{", b"1\n00:00:", b"WEBVTT"]
    assert [file.read_bytes().lstrip()[: len(begin)] for file, begin in zip(files, begins, strict=True)] == begins
    assert from_json(files[3].read_bytes()) == sample("en")


def test_the_table_has_a_row_for_each_turn_and_what_was_noticed(uid, tmp_path):
    redcard("export", uid, tmp_path / "call.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "call.csv").read_text("utf-8-sig"), newline="")))
    card = sample("en")
    assert [row["text"] for row in rows if row["turn"]] == [turn.text for turn in card.turns]
    noticed = "\n".join(row["findings"] for row in rows)
    assert len(noticed.split("\n")) >= len(card.findings)
    assert "Red card: Giving orders" in rows[2]["findings"]


def test_a_scorecard_as_json_will_do(tmp_path, monkeypatch):
    monkeypatch.setenv("REDCARD_LANG", "en")
    (tmp_path / "card.json").write_bytes(to_json(sample("zh")))
    redcard("export", tmp_path / "card.json", tmp_path / "card.srt")
    assert "客服：" in (tmp_path / "card.srt").read_text("utf-8")
    with pytest.raises(UserError, match="is itself an input"):
        redcard("export", tmp_path / "card.json", tmp_path / "card.json")


def test_what_cannot_be_is_said_before_anything_is_written(uid, tmp_path):
    for words, says in (
        ((uid, tmp_path / "a.srt", tmp_path / "a.docx"), "No telling what"),
        ((uid, tmp_path / "a.srt", tmp_path / "nowhere" / "a.csv"), "Could not write"),
        (("call-9", tmp_path / "a.srt"), "no call call-9"),
    ):
        with pytest.raises(UserError, match=says):
            redcard("export", *words)
    assert not (tmp_path / "a.srt").exists()
    link = tmp_path / "library.json"
    link.symlink_to(library_file())
    with pytest.raises(UserError, match="is itself an input"):
        redcard("export", uid, link)
