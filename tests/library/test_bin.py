"""Deleting, taking back, and gone for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from coach.errors import UserError
from coach.library.bin import BIN_DAYS, binned_calls, delete_call, empty_bin, older_calls, tidy, undelete_call
from coach.library.recording import recording_files, sound_of
from coach.library.store import get_call, has_call, library_file, list_calls, open_library, save_call
from coach.paths import recordings_folder
from coach.settings import load_settings, save_settings, settings_file
from tests.library.calls import call, made, saved

SECRET = "绝密的一句话"


@pytest.fixture
def sound():
    file = recordings_folder() / "2026" / "练习.flac"
    file.parent.mkdir()
    file.write_bytes(b"sound")
    for ending in (".recording.json", ".practice.json"):
        file.with_suffix(ending).write_text("{}")
    return file


def uids() -> list[str]:
    with open_library() as db:
        return [each.uid for each in list_calls(db)]


def test_a_deleted_call_can_be_taken_back_whole(sound):
    saved(call("a", SECRET, sound=sound), call("b"))
    with open_library() as db:
        before = get_call(db, "a")
        delete_call(db, "a")
        assert not has_call(db, "a")
        (gone,) = binned_calls(db)
        assert datetime.fromisoformat(gone.gone_at) - datetime.fromisoformat(gone.binned_at) == timedelta(days=BIN_DAYS)
        for again in (get_call, delete_call):
            with pytest.raises(UserError, match="undelete a"):
                again(db, "a")
        undelete_call(db, "a")
        assert get_call(db, "a") == before
        assert binned_calls(db) == ()
        with pytest.raises(UserError, match="no a in the bin"):
            undelete_call(db, "a")
    assert sound.exists()


def test_scored_again_it_comes_back_by_itself():
    saved(call("a"))
    with open_library() as db:
        delete_call(db, "a")
    saved(call("a"))
    assert uids() == ["a"]


def test_after_some_days_it_is_gone_for_good_with_its_sound(sound):
    saved(call("a", SECRET, sound=sound), call("b"))
    with open_library() as db:
        delete_call(db, "a", now=datetime.now(UTC) - timedelta(days=BIN_DAYS, seconds=-60))
    with open_library() as db:
        undelete_call(db, "a")
        delete_call(db, "a", now=datetime.now(UTC) - timedelta(days=BIN_DAYS, seconds=60))
    with open_library() as db:
        assert binned_calls(db) == ()
        for table in ("calls", "cards", "search"):
            assert db[table].count == 1
    assert not sound.exists()
    assert list(sound.parent.iterdir()) == []
    assert uids() == ["b"]


@pytest.mark.parametrize("at_once", [True, False])
def test_nothing_of_it_is_left_in_the_file(sound, at_once):
    saved(call("a", SECRET, sound=sound), call("b", "别的话"))
    with open_library() as db:
        delete_call(db, "a")
        if at_once:
            assert empty_bin(db) == 1
            assert empty_bin(db) == 0
        else:
            tidy(db, now=datetime.now(UTC) + timedelta(days=BIN_DAYS, minutes=1))
    written = b"".join(file.read_bytes() for file in library_file().parent.glob("library.db*"))
    for part in (SECRET, SECRET[:2], SECRET[2:4]):
        assert part.encode() not in written
    assert "别的话".encode() in written


def test_a_file_of_the_users_own_elsewhere_is_never_deleted(tmp_path):
    own = tmp_path / "own.wav"
    own.write_bytes(b"sound")
    saved(call("a", sound=own))
    with open_library() as db:
        delete_call(db, "a")
        empty_bin(db)
    assert own.exists()


def test_sound_that_another_scorecard_needs_stays(sound):
    saved(call("a", sound=sound), call("b", sound=sound))
    with open_library() as db:
        delete_call(db, "a")
        empty_bin(db)
        assert sound_of(db, "b") == sound
        delete_call(db, "b")
        empty_bin(db)
    assert not sound.exists()


@pytest.mark.parametrize("name", ["../library.db", "/etc/passwd", "", ".", "2026/../../settings.json"])
def test_no_name_of_a_recording_leads_out_of_the_folder(name, sound):
    saved(call("a", sound=sound))
    save_settings(load_settings())
    with open_library() as db:
        db.execute("update calls set recording = ?", [name])
        assert recording_files(name) == ()
        delete_call(db, "a")
        empty_bin(db)
    assert library_file().exists() and settings_file().exists() and sound.exists()


def test_sound_is_found_after_the_data_has_moved(sound, data_folder, monkeypatch, tmp_path):
    saved(call("a", sound=sound))
    data_folder.rename(tmp_path / "moved")
    monkeypatch.setenv("REDCARD_DATA", str(tmp_path / "moved"))
    with open_library() as db:
        save_call(db, call("a", sound=sound), title="again")
        assert sound_of(db, "a") == tmp_path / "moved" / "recordings" / "2026" / "练习.flac"


def test_calls_are_kept_unless_the_settings_say_for_how_long():
    saved(call("old"), call("new"))
    made("old", "2020-01-01T00:00:00+00:00")
    assert uids() == ["new", "old"]
    with open_library() as db:
        assert (older_calls(db, 30), older_calls(db, 36_500)) == (1, 0)
    save_settings(replace(load_settings(), delete_after_days=30))
    assert uids() == ["new"]
    with open_library() as db:
        assert [each.uid for each in binned_calls(db)] == ["old"]
        tidy(db, now=datetime.now(UTC) + timedelta(days=BIN_DAYS, minutes=1))
        assert binned_calls(db) == ()
        assert [each.uid for each in list_calls(db)] == ["new"]


def test_with_damaged_settings_nothing_is_deleted():
    saved(call("old"))
    made("old", "2020-01-01T00:00:00+00:00")
    settings_file().write_text('{"delete_after_days": 0}')
    assert uids() == ["old"]
