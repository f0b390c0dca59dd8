"""Backing up and restoring."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import stat
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coach.errors import UserError
from coach.library.about import set_note
from coach.library.backup import MANIFEST, back_up, safe_name
from coach.library.bin import delete_call
from coach.library.find import Wanted, find_calls
from coach.library.restore import restore
from coach.library.store import library_file, list_calls, open_library, save_call
from coach.paths import recordings_folder
from tests.library.calls import call, saved


@pytest.fixture
def backup(tmp_path, data_folder) -> Path:
    """A backup of a library with a call, its sound, a rubric, settings and a drill; the data is changed afterwards."""
    sound = recordings_folder() / "a.flac"
    sound.write_bytes(b"sound" * 1000)
    (data_folder / "rubrics").mkdir()
    (data_folder / "rubrics" / "own.toml").write_text("old")
    (data_folder / "settings.json").write_text('{"rep_channel": "right"}')
    (data_folder / "drill.json").write_text("answered")
    saved(call("a", "我要投诉", sound=sound))
    with open_library() as db:
        set_note(db, "a", "复盘")
    target = tmp_path / "backup.zip"
    made = back_up(target)
    assert (made.calls, made.recordings) == (1, 1)
    assert made.size_bytes == target.stat().st_size
    (data_folder / "rubrics" / "own.toml").write_text("new")
    with open_library() as db:
        save_call(db, call("b", "新的"), title="b")
        delete_call(db, "a")
    return target


def state(folder: Path) -> dict[str, bytes]:
    """What is in the data folder, but for the working files beside the database."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and not file.name.endswith(("-wal", "-shm"))
    }


def rewritten(archive: Path, change: Callable[[dict[str, bytes]], None], *, mend: bool = True) -> Path:
    """The archive with other contents; with `mend` its list of files is made to fit them."""
    with zipfile.ZipFile(archive) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    change(files)
    if mend:
        manifest = json.loads(files[MANIFEST])
        manifest["files"] = [
            {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in files.items()
            if name != MANIFEST
        ]
        files[MANIFEST] = json.dumps(manifest).encode()
    target = archive.with_name("changed.zip")
    with zipfile.ZipFile(target, "w") as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return target


def with_database(archive: Path, statement: str) -> Path:
    """The archive with a statement carried out in its library."""
    file = archive.with_name("inside.db")

    def change(files: dict[str, bytes]) -> None:
        file.write_bytes(files["library.db"])
        with closing(sqlite3.connect(file)) as db, db:
            db.execute("pragma writable_schema = on")
            db.execute(statement)
        files["library.db"] = file.read_bytes()

    return rewritten(archive, change)


def test_everything_comes_back_and_what_was_there_is_kept(backup, data_folder):
    shutil.rmtree(recordings_folder())
    restored = restore(backup)
    assert (restored.calls, restored.recordings) == (1, 1)
    with open_library() as db:
        assert [each.uid for each in list_calls(db)] == ["a"]
        assert [hit.call.uid for hit in find_calls(db, Wanted(text="投诉 复盘"))] == ["a"]
    assert (data_folder / "recordings" / "a.flac").read_bytes() == b"sound" * 1000
    assert (data_folder / "rubrics" / "own.toml").read_text() == "old"
    assert json.loads((data_folder / "settings.json").read_text()) == {"rep_channel": "right"}
    assert (data_folder / "drill.json").read_text() == "answered"
    restore(restored.before)
    with open_library() as db:
        assert [each.uid for each in list_calls(db)] == ["b"]
    assert (data_folder / "rubrics" / "own.toml").read_text() == "new"


def test_another_machine_gets_it_all(backup, tmp_path, monkeypatch):
    monkeypatch.setenv("REDCARD_DATA", str(tmp_path / "other"))
    restore(backup)
    with open_library() as db:
        assert [each.uid for each in list_calls(db)] == ["a"]
    assert (tmp_path / "other" / "recordings" / "a.flac").exists()
    assert list((tmp_path / "other" / "work").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_only_the_user_can_read_what_is_written(backup, data_folder):
    shutil.rmtree(recordings_folder())
    restored = restore(backup)
    for file in (backup, restored.before, data_folder / "settings.json", library_file(), recordings_folder() / "a.flac"):
        assert stat.S_IMODE(os.stat(file).st_mode) == 0o600


def test_without_recordings_it_is_small(backup, tmp_path):
    made = back_up(tmp_path / "small.zip", with_recordings=False)
    assert made.recordings == 0
    with zipfile.ZipFile(tmp_path / "small.zip") as opened:
        assert sorted(opened.namelist()) == ["drill.json", "library.db", MANIFEST, "rubrics/own.toml", "settings.json"]


def test_a_backup_that_cannot_be_written_leaves_the_old_one(backup, tmp_path):
    with pytest.raises(UserError, match="Could not write"):
        back_up(tmp_path / "nowhere" / "b.zip")
    (tmp_path / "folder.zip").mkdir()
    with pytest.raises(UserError, match="Could not write"):
        back_up(tmp_path / "folder.zip")
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".redcard-")] == []


def refused(archive: Path, data_folder: Path, says: str) -> None:
    before = state(data_folder)
    with pytest.raises(UserError, match=says):
        restore(archive)
    assert state(data_folder) == before
    assert list((data_folder / "work").iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt", "/etc/evil", "recordings/../../evil", "recordings/..", "recordings\\evil", "C:evil", "recordings/C:/evil",
        "recordings/con.wav", "recordings/a. ", "recordings//evil", "./settings.json", "models/evil.bin", "library.db-wal", "evil.db",
        "recordings", "rubrics/a\nb", "recordings/~/x", "recordings/" + "x" * 300,
    ],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(name, backup, data_folder):
    assert not safe_name(name)
    refused(rewritten(backup, lambda files: files.update({name: b"evil"})), data_folder, "no backup has")


def test_two_names_that_are_one_on_some_systems_are_refused(backup, data_folder):
    refused(rewritten(backup, lambda files: files.update({"recordings/A.FLAC": b"x"})), data_folder, "no backup has")


def test_a_file_and_a_folder_of_one_name_are_refused(backup, data_folder):
    changed = rewritten(backup, lambda files: files.update({"recordings/x": b"x", "recordings/x/y": b"x"}))
    refused(changed, data_folder, "Could not write")


def test_damage_is_found(backup, data_folder):
    content = backup.read_bytes()
    for damaged, says in (
        (content[: len(content) // 2], "damaged"),
        (b"", "damaged"),
        (content.replace(b"soundsound", b"soundSOUND", 1), "damaged"),
    ):
        backup.write_bytes(damaged)
        refused(backup, data_folder, says)
    backup.unlink()
    refused(backup, data_folder, "No such file")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda files: files.pop(MANIFEST), "no backup of Red Card Coach"),
        (lambda files: files.pop("library.db"), "not those it lists"),
        (lambda files: files.update({"rubrics/more.toml": b""}), "not those it lists"),
        (lambda files: files.update({"rubrics/own.toml": b"OLD"}), "is damaged"),
        (lambda files: files.update({"rubrics/own.toml": b"longer"}), "not those it lists"),
        (lambda files: files.update({MANIFEST: b"[]"}), "list of files"),
        (lambda files: files.update({MANIFEST: b'{"format": 1}'}), "list of files"),
        (lambda files: files.update({MANIFEST: b'{"format": 2}'}), "newer version"),
    ],
)
def test_a_list_of_files_that_does_not_fit_is_refused(change, says, backup, data_folder):
    refused(rewritten(backup, change, mend=False), data_folder, says)


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("update cards set scorecard = '{}'", "not sound"),
        ("delete from cards", "not sound"),
        ("update calls set uid = 'other'", "not sound"),
        ("create trigger evil after insert on calls begin delete from calls; end", "not sound"),
        ("create view evil as select 1", "not sound"),
        ("create table evil (a)", "not sound"),
        ("drop table tags", "not sound"),
        ("insert into _sqlite_migrations (migration_set, name, applied_at) values ('library', 'm999', '2030')", "newer version"),
    ],
)
def test_a_library_that_is_not_sound_is_refused(statement, says, backup, data_folder):
    refused(with_database(backup, statement), data_folder, says)


def test_bytes_that_are_no_database_are_refused(backup, data_folder):
    for content in (b"", b"not a database" * 500):
        refused(rewritten(backup, lambda files, content=content: files.update({"library.db": content})), data_folder, "not sound")


def test_another_recording_of_the_same_name_is_never_overwritten(backup, data_folder):
    (recordings_folder() / "a.flac").write_bytes(b"another")
    refused(backup, data_folder, "another recording")


def test_an_older_library_is_restored_too(tmp_path, backup):
    import gzip

    old = gzip.decompress((Path(__file__).with_name("old") / "version-3.db.gz").read_bytes())
    restored = restore(rewritten(backup, lambda files: files.update({"library.db": old})))
    assert restored.calls == 3
    with open_library() as db:
        assert len(find_calls(db, Wanted(text="投诉"))) == 1


def test_another_process_that_has_the_library_open_sees_the_new_one(backup):
    with open_library() as db:
        assert [each.uid for each in list_calls(db)] == ["b"]
        restore(backup)
        assert [each.uid for each in list_calls(db)] == ["a"]


class Enough(Exception):
    """Somebody does not want to wait."""


def stop_at(share: float):
    def progress(done: float) -> None:
        if done >= share:
            raise Enough

    return progress


def test_a_backup_and_a_restoring_say_how_far_they_are(backup, tmp_path):
    shares: list[float] = []
    back_up(tmp_path / "other.zip", progress=shares.append)
    assert shares == sorted(shares) and shares[-1] == 1.0 and len(shares) > 2
    shares.clear()
    restore(backup, progress=shares.append)
    assert shares == sorted(shares) and shares[-1] == 1.0 and len(shares) > 2


def test_a_backup_that_is_stopped_leaves_the_old_one_and_nothing_else(backup):
    before = backup.read_bytes()
    with pytest.raises(Enough):
        back_up(backup, progress=stop_at(0.5))
    assert backup.read_bytes() == before
    assert [file.name for file in backup.parent.iterdir() if file.name.startswith(".redcard-")] == []


def test_a_restoring_that_is_stopped_changes_nothing(backup, data_folder):
    with pytest.raises(Enough):
        restore(backup, progress=stop_at(0.5))
    with open_library() as db:
        assert [each.uid for each in list_calls(db)] == ["b"]
    assert list((data_folder / "work").iterdir()) == []
