"""`redcard roleplay report`: a session that was played, as page, PDF, table and JSON."""

from __future__ import annotations

import csv
import json
import time

import pytest

from coach.errors import UserError
from coach.exercise import events as happened
from coach.exercise.log import append, session_folder
from coach.exercise.marks import Mark
from coach.library.store import open_library, save_call
from coach.paths import recordings_folder, sessions_folder
from coach.practice.load import load_case
from tests.commands.run import redcard
from tests.exercise.made import session
from tests.report.sample import sample
from tests.ui.calls import with_sound


@pytest.fixture
def played(monkeypatch, data_folder):
    monkeypatch.setenv("REDCARD_LANG", "en")
    begun_s = time.time() - 600
    card = with_sound(sample("en"), recordings_folder() / "s1-1-1.wav")
    with open_library() as db:
        save_call(db, card, title="Scene 1", rubric_text=None)
    mark = Mark(uid="m1", by=session().observers(session().scenes[0])[0], scene=1, at_s=begun_s + 12, item="empathy", plus=False, words="=1+1")
    append(
        session_folder(sessions_folder(), "s1"),
        happened.Opened(at_s=begun_s, session=session()),
        happened.StepBegun(at_s=begun_s, step=1),
        happened.Started(at_s=begun_s),
        happened.Recorded(at_s=begun_s, scene=1, recording="s1-1-1.wav"),
        happened.Marked(at_s=begun_s + 13, mark=mark),
    )
    return "s1"


def test_a_page_a_table_and_json(played, tmp_path):
    page, rows, data = tmp_path / "s.html", tmp_path / "s.csv", tmp_path / "s.json"
    told = redcard("roleplay", "report", played, "--html", page, "--csv", rows, "--json", data)
    assert told.splitlines() == [f"Written: {file}" for file in (page, rows, data)]
    html = page.read_text("utf-8")
    assert load_case("telecom-roaming").title.en in html
    assert "Person 1" in html
    (row,) = csv.DictReader(rows.read_text("utf-8-sig").splitlines())
    assert (row["played_s"], row["item"], row["sign"], row["words"]) == ("12.0", "empathy", "'-", "'=1+1")
    assert json.loads(data.read_text("utf-8"))["marks"][0]["words"] == "=1+1"
    assert page.stat().st_mode & 0o777 == 0o600


def test_the_program_is_one_of_the_four_sides(played, tmp_path):
    page = tmp_path / "s.html"
    redcard("roleplay", "report", "last", "--html", page, "--language", "zh")
    html = page.read_text("utf-8")
    scene = html[html.index("第 1 场") : html.index("看法一致吗")]
    assert "程序" in scene
    assert any(grade in scene for grade in ("很差", "不足", "一般", "不错", "很好"))


def test_pdf_without_names(played, tmp_path):
    file = tmp_path / "s.pdf"
    redcard("roleplay", "report", played, "--pdf", file, "--paper", "letter", "--no-names")
    assert file.read_bytes().startswith(b"%PDF")


def test_what_the_user_can_mend(played):
    with pytest.raises(UserError, match="Nothing to write was named"):
        redcard("roleplay", "report", played)
    with pytest.raises(UserError, match="There is no session “x”"):
        redcard("roleplay", "report", "x", "--html", "y.html")
