"""A backup put back: checked in a folder of its own first, and then the library is replaced in one step."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from coach.errors import UserError
from coach.files import could_not_write, sha256_of
from coach.library.backup import (
    CHUNK_BYTES,
    FORMAT,
    LIBRARY,
    MANIFEST,
    RECORDINGS,
    Entry,
    Manifest,
    ShareDone,
    back_up,
    counting,
    no_progress,
    safe_name,
)
from coach.library.store import library_file, open_file, open_library
from coach.model import Scorecard
from coach.paths import data_folder, private_folder, work_folder
from coach.reasons import reason

MAX_MANIFEST_BYTES = 64 * 1024 * 1024
MAX_FILES = 200_000
PREFIX = "restore-"
LEFTOVER_AFTER_S = 24 * 3600.0
ROOM_TO_SPARE_BYTES = 100_000_000  # what the disk keeps free at least (ours)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came back, and `before`, the backup of what was there (without its recordings, which stay)."""

    made_at: str
    calls: int
    recordings: int
    before: Path


def restore(archive: Path, *, progress: ShareDone = no_progress) -> Restored:
    """Replace the library, rubrics, cases, settings and drill by those of a backup, and add its recordings.

    All of it is checked first: names, lengths, SHA-256, the database's own soundness and shape, every scorecard. Then what
    is here is backed up, the recordings are moved in beside those that are there, and the database is replaced in one
    transaction: ended at any moment, the program finds the old library or the new one, never half of each. `progress` gets
    the share that is unpacked and checked, 0-1; what it raises ends the work. Raises UserError, and then the library is as
    it was.
    """
    _clear_leftovers()
    with tempfile.TemporaryDirectory(dir=work_folder(), prefix=PREFIX) as name:
        folder = Path(name)
        try:
            manifest = _unpack(archive, folder, progress)
        except OSError as error:
            raise could_not_write(folder, error) from error
        calls = _check_library(folder / LIBRARY)
        recordings = _new_recordings(manifest, folder)
        before = _backup_of_now()
        try:
            for entry in recordings:
                _move(folder / entry.name, data_folder() / entry.name)
            _replace_library(folder / LIBRARY)
            for entry in manifest.files:
                if not entry.name.startswith(f"{RECORDINGS}/") and entry.name != LIBRARY:
                    _move(folder / entry.name, data_folder() / entry.name)
        except OSError as error:
            raise could_not_write(data_folder(), error) from error
        except sqlite3.Error as error:
            raise UserError(
                zh=f"通话库换不了（{error}）：请关掉正在使用它的程序，再恢复一次；恢复前的备份在 {before}。",
                en=f"The library could not be replaced ({error}): close the programs that use it and restore again; what was "
                f"here before is in {before}.",
            ) from error
    return Restored(made_at=manifest.made_at, calls=calls, recordings=len(recordings), before=before)


def _clear_leftovers() -> None:
    """What restorings that were killed left behind; one that still runs is younger."""
    for folder in work_folder().glob(f"{PREFIX}*"):
        if time.time() - folder.stat().st_mtime > LEFTOVER_AFTER_S:
            shutil.rmtree(folder, ignore_errors=True)


def _unpack(archive: Path, folder: Path, progress: ShareDone) -> Manifest:
    """The files of the archive in `folder`, each proved to be what the archive says. Raises UserError."""
    try:
        with zipfile.ZipFile(archive) as opened:
            manifest = _manifest(opened, archive)
            whole_bytes = sum(entry.size for entry in manifest.files)
            _check_room(whole_bytes, folder)
            count = counting(whole_bytes, progress)
            for entry in manifest.files:
                _extract(opened, entry, folder, archive, count)
    except FileNotFoundError as error:
        raise _unreadable(archive, reason(error).zh, reason(error).en) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _unreadable(archive, f"文件已损坏：{error}", f"it is damaged: {error}") from error
    return manifest


def _manifest(opened: zipfile.ZipFile, archive: Path) -> Manifest:
    infos = opened.infolist()
    names = [info.filename for info in infos]
    if MANIFEST not in names or len(names) > MAX_FILES:
        raise _unreadable(archive, "不是红牌教练的备份", "it is no backup of Red Card Coach")
    if opened.getinfo(MANIFEST).file_size > MAX_MANIFEST_BYTES:
        raise _unreadable(archive, "目录太大", "its list of files is too long")
    content = opened.read(MANIFEST)
    try:
        version = msgspec.json.decode(content, type=dict).get("format")
        if isinstance(version, int) and version > FORMAT:
            raise UserError(
                zh=f"{archive} 是由更新版本的红牌教练备份的：请更新程序后再恢复。",
                en=f"{archive} was made by a newer version of Red Card Coach: update the program to restore it.",
            )
        manifest = msgspec.json.decode(content, type=Manifest)
        datetime.fromisoformat(manifest.made_at)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise _unreadable(archive, "目录读不出来", "its list of files cannot be read") from error
    listed = [entry.name for entry in manifest.files]
    if sorted([*listed, MANIFEST]) != sorted(names) or LIBRARY not in listed:
        raise _unreadable(archive, "里面的文件与目录对不上", "its files are not those it lists")
    bad = next((name for name in listed if not safe_name(name)), None)
    if bad is not None or len({name.casefold() for name in listed}) < len(listed):
        raise _unreadable(archive, f"里面有不该有的文件名：{bad!r}", f"it has a file name that no backup has: {bad!r}")
    inside = [(entry, opened.getinfo(entry.name)) for entry in manifest.files]
    plain = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    if any(entry.size < 0 or info.file_size != entry.size or info.compress_type not in plain for entry, info in inside):
        raise _unreadable(archive, "里面的文件与目录对不上", "its files are not those it lists")
    return manifest


def _check_room(needed_bytes: int, folder: Path) -> None:
    free_bytes = shutil.disk_usage(folder).free
    if needed_bytes * 2 + ROOM_TO_SPARE_BYTES > free_bytes:  # the copy that is checked, and the library that it becomes
        raise UserError(
            zh=f"恢复需要约 {needed_bytes * 2 / 1e9:.1f} GB 空间，磁盘只剩 {free_bytes / 1e9:.1f} GB：请先腾出空间。",
            en=f"Restoring needs about {needed_bytes * 2 / 1e9:.1f} GB and the disk has {free_bytes / 1e9:.1f} GB: make room first.",
        )


def _extract(opened: zipfile.ZipFile, entry: Entry, folder: Path, archive: Path, count: Callable[[int], None]) -> None:
    target = folder / entry.name
    private_folder(target.parent)
    digest, left = hashlib.sha256(), entry.size
    with opened.open(entry.name) as source, open(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        while block := source.read(CHUNK_BYTES):
            left -= len(block)
            if left < 0:
                break
            digest.update(block)
            file.write(block)
            count(len(block))
    if left or digest.hexdigest() != entry.sha256:
        raise _unreadable(archive, f"{entry.name} 已损坏", f"{entry.name} in it is damaged")


def _check_library(file: Path) -> int:
    """How many calls it has. Raises UserError unless it is sound, of exactly our shape, and every scorecard can be read."""
    try:
        _check_before_opening(file)
        with open_file(file) as db:
            _require(_shape(db.conn) == _our_shape(file.parent), "shape")
            db.execute("insert into search (search) values ('integrity-check')")
            for uid, text in db.execute("select uid, scorecard from calls left join cards on cards.call = calls.id"):
                _require(msgspec.json.decode(text or "", type=Scorecard).uid == uid, uid)
            calls = db["calls"].count_where("binned_at is null")
            db.execute("pragma wal_checkpoint(truncate)").fetchall()
    except (sqlite3.Error, msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise _unsound(str(error)) from error
    return calls


def _check_before_opening(file: Path) -> None:
    """Opening a library writes to it: not before it is known to be sound, and to have nothing that acts when written to."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("pragma trusted_schema = off")
        _require(connection.execute("pragma integrity_check").fetchall() == [("ok",)], "integrity_check")
        kinds = {kind for kind, _, _ in _shape(connection)}
        _require(kinds == {"table", "index"}, "shape")


def _require(right: bool, what: str) -> None:
    if not right:
        raise _unsound(what)


def _shape(connection: sqlite3.Connection) -> set[tuple[str, str, str | None]]:
    """Tables, indices, triggers, views: a foreign one could act on its own."""
    return set(connection.execute("select type, name, sql from sqlite_master"))


def _our_shape(folder: Path) -> set[tuple[str, str, str | None]]:
    with open_file(folder / "empty.db") as db:
        return _shape(db.conn)


def _new_recordings(manifest: Manifest, folder: Path) -> Sequence[Entry]:
    """Those that are not here yet. Raises UserError when another file has the name of one."""
    new = []
    for entry in manifest.files:
        here = data_folder() / entry.name
        if not entry.name.startswith(f"{RECORDINGS}/"):
            continue
        if not here.exists():
            new.append(entry)
        elif not here.is_file() or sha256_of(here) != entry.sha256:
            raise UserError(
                zh=f"{here} 与备份里同名的录音不同：请先把它改名或移走，再恢复。",
                en=f"{here} is another recording than the backup's of that name: rename it or move it away, then restore again.",
            )
    return new


def _backup_of_now() -> Path:
    now = datetime.now().strftime("%Y%m%d-%H%M%S-%f")
    target = private_folder(data_folder() / "backups") / f"before-restore-{now}.zip"
    back_up(target, with_recordings=False)
    return target


def _replace_library(file: Path) -> None:
    """In one transaction of SQLite's own, which other processes that have the library open see whole."""
    with open_library():  # there is one, and nobody is half-way through it
        pass
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(library_file())) as target:
        source.backup(target)


def _move(file: Path, target: Path) -> None:
    """Whole or not at all, also where the target lies on another disk; a link there is replaced, not followed."""
    private_folder(target.parent)
    beside = target.with_name(f".redcard-{file.name}"[:200])
    shutil.move(file, beside)
    os.replace(beside, target)


def _unreadable(archive: Path, zh: str, en: str) -> UserError:
    return UserError(
        zh=f"无法从 {archive} 恢复（{zh}）：请换一份备份；现有的通话库没有动。",
        en=f"Cannot restore from {archive} ({en}): choose another backup; the library is as it was.",
    )


def _unsound(detail: str) -> UserError:
    return UserError(
        zh=f"备份里的通话库不完好（{detail}）：请换一份备份；现有的通话库没有动。",
        en=f"The library in this backup is not sound ({detail}): choose another backup; the library is as it was.",
    )
