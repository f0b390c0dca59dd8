"""The call library: real SQLite files."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from dataclasses import replace

import msgspec
import pytest
from sqlite_utils import Database, Migrations

from coach.errors import UserError
from coach.library.bin import delete_call
from coach.library.migrations import STEPS, migrations
from coach.library.store import (
    call_title,
    change_call,
    get_call,
    has_call,
    library_file,
    list_calls,
    open_library,
    save_call,
)
from coach.model import Finding, RubricInfo, Scorecard, Speaker, Text

CARD = Finding(
    uid="finding-1", kind="red_card", criterion="red-cards", id="commanding", severity="red", quote="你必须",
    why=Text(zh="下命令", en="an order"), source=Text(zh="课程", en="course"),
)  # fmt: skip
SCORECARD = Scorecard(
    uid="call-1", language="zh", duration_s=62.5, audio=None, rubric=RubricInfo(id="service-cycle", title=Text(zh="周期", en="cycle"), sha256="0" * 64),
    engine_version="0", model=None, speakers=(), turns=(), delivery={}, interplay=None, stages=(), promises=(),
    findings=(CARD,), criteria=(), score=41.5, critical_failures=(), focus=None, notes=(),
)  # fmt: skip


def test_red_and_yellow_cards_are_counted_apart():
    yellow = replace(CARD, uid="finding-2", severity="yellow")
    missed = replace(CARD, uid="finding-3", kind="missed")
    with open_library() as db:
        save_call(db, replace(SCORECARD, findings=(CARD, yellow, yellow, missed)), title="x")
        (line,) = list_calls(db)
    assert (line.red_cards, line.yellow_cards) == (1, 2)


def test_a_call_comes_back_as_it_was():
    with open_library() as db:
        save_call(db, SCORECARD, title="练习.wav")
    with open_library() as db:
        assert get_call(db, "call-1") == SCORECARD
        assert call_title(db, "call-1") == "练习.wav"
        (line,) = list_calls(db)
    assert (line.title, line.language, line.score, line.red_cards, line.duration_s) == ("练习.wav", "zh", 41.5, 1, 62.5)


def test_the_newest_is_first_and_judging_again_replaces():
    with open_library() as db:
        for number in range(3):
            save_call(db, replace(SCORECARD, uid=f"call-{number}"), title=str(number))
        save_call(db, replace(SCORECARD, uid="call-0", score=None), title="0")
        db.execute("update calls set made_at = '2026-01-01T00:00:00+00:00'")  # of one second, the last saved comes first
        assert [call.uid for call in list_calls(db, limit=2)] == ["call-2", "call-1"]
        assert get_call(db, "call-0").score is None
        assert len(list_calls(db)) == 3


def test_a_changed_call_keeps_its_title_and_its_place():
    with open_library() as db:
        save_call(db, SCORECARD, title="first")
        save_call(db, replace(SCORECARD, uid="call-2"), title="second")
        before = list_calls(db)
        change_call(db, replace(SCORECARD, score=90.0))
        assert get_call(db, "call-1").score == 90.0
        assert list_calls(db) == (before[0], replace(before[1], score=90.0))
        with pytest.raises(UserError, match="no call call-9"):
            change_call(db, replace(SCORECARD, uid="call-9"))


def test_the_reps_name_stands_in_the_list():
    speakers = (Speaker(id="customer", role="customer", name="Eve"), Speaker(id="rep", role="rep", name="小林"))
    with open_library() as db:
        save_call(db, SCORECARD, title="x")
        save_call(db, replace(SCORECARD, uid="call-2", speakers=speakers), title="y")
        assert [call.rep for call in list_calls(db)] == ["小林", None]


def test_whether_a_call_is_there():
    with open_library() as db:
        save_call(db, SCORECARD, title="x")
        assert (has_call(db, "call-1"), has_call(db, "call-2")) == (True, False)


def test_a_library_of_the_first_version_is_brought_up_to_date():
    library_file().parent.mkdir(parents=True, exist_ok=True)
    old = Database(library_file())
    first = Migrations("library")
    first()(next(step.fn for step in migrations.pending(Database(memory=True)) if step.name == "m001_calls"))
    first.apply(old)
    old["calls"].insert(
        {
            "uid": "call-1", "made_at": "2026-01-01", "title": "old", "language": "zh", "rubric": "service-cycle", "red_cards": 1,
            "yellow_cards": 0, "scorecard": msgspec.json.encode(SCORECARD).decode(),
        }
    )  # fmt: skip
    old.close()
    with open_library() as db:
        assert get_call(db, "call-1") == SCORECARD
        (line,) = list_calls(db)
        assert (line.title, line.rep) == ("old", None)
        save_call(db, SCORECARD, title="new")


def test_a_deleted_call_is_gone():
    with open_library() as db:
        save_call(db, SCORECARD, title="x")
        delete_call(db, "call-1")
        assert list_calls(db) == ()
        with pytest.raises(UserError, match="redcard library undelete call-1"):
            get_call(db, "call-1")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_only_the_user_can_read_it():
    with open_library():
        pass
    assert stat.S_IMODE(os.stat(library_file()).st_mode) == 0o600


def test_a_newer_version_is_said_politely():
    with open_library() as db:
        db["_sqlite_migrations"].insert({"migration_set": "library", "name": "m999_future", "applied_at": "2030"})
    with pytest.raises(UserError, match="newer version"), open_library():
        pass


def test_a_file_that_is_no_library_is_left_alone():
    library_file().write_bytes(b"not a database, but long enough to be read as one" * 100)
    with pytest.raises(UserError, match="cannot be used"), open_library():
        pass
    assert library_file().read_bytes().startswith(b"not a database")


def test_a_migration_that_fails_leaves_no_trace(monkeypatch):
    with open_library() as db:
        save_call(db, SCORECARD, title="x")
    newer = Migrations("library")
    for step in migrations.pending(Database(memory=True)):
        newer()(step.fn)

    @newer()
    def half(db):
        db["half"].create({"uid": str})
        raise sqlite3.OperationalError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr("coach.library.migrations.migrations", newer)
        with pytest.raises(UserError), open_library():
            pass
    with open_library() as db:
        assert "half" not in db.table_names()
        assert get_call(db, "call-1") == SCORECARD


def test_every_step_is_known():
    assert {step.name for step in migrations.pending(Database(memory=True))} == STEPS
