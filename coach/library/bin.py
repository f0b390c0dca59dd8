"""Deleting: into the bin first, from there back again or, after BIN_DAYS, gone for good with the sound."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import UserError
from coach.library.recording import attempt_files, recording_files
from coach.library.writing import one_change
from coach.paths import attempts_folder
from coach.times import in_utc

if TYPE_CHECKING:
    from sqlite_utils import Database

BIN_DAYS = 7  # long enough to notice a mistake, short enough that deleting means something (ours)


@dataclass(frozen=True, slots=True, kw_only=True)
class Binned:
    """A deleted call that can still be taken back; times are ISO 8601 in UTC."""

    uid: str
    title: str
    made_at: str
    binned_at: str

    @property
    def gone_at(self) -> str:
        """When it is gone for good."""
        return in_utc(datetime.fromisoformat(self.binned_at) + timedelta(days=BIN_DAYS))


def delete_call(db: Database, uid: str, *, now: datetime | None = None) -> None:
    """Put a call into the bin. Raises UserError when there is no such call."""
    from coach.library.store import call_id

    with one_change(db):
        db.execute("update calls set binned_at = ? where id = ?", [in_utc(now or datetime.now(UTC)), call_id(db, uid)])


def undelete_call(db: Database, uid: str) -> None:
    """Take a call back from the bin. Raises UserError when it is not in it."""
    with one_change(db):
        done = db.execute("update calls set binned_at = null where uid = ? and binned_at is not null", [uid])
        if not done.rowcount:
            raise UserError(
                zh=f"回收站里没有 {uid}：用 redcard library bin 查看里面有什么。",
                en=f"There is no {uid} in the bin: `redcard library bin` shows what is in it.",
            )


def is_binned(db: Database, uid: str) -> bool:
    return db["calls"].count_where("uid = ? and binned_at is not null", [uid]) > 0


def binned_calls(db: Database) -> tuple[Binned, ...]:
    """What is in the bin, the last deleted first."""
    rows = db.query(
        "select uid, title, made_at, binned_at from calls where binned_at is not null order by binned_at desc, id desc"
    )
    return tuple(Binned(**row) for row in rows)


def empty_bin(db: Database) -> int:
    """Delete for good everything in the bin, and give the room back; how many calls that were.

    Raises UserError when the sound of one cannot be deleted; that call stays in the bin.
    """
    gone, stuck = _delete_for_good(db, "binned_at is not null", [])
    db.execute("vacuum")
    db.execute("pragma wal_checkpoint(truncate)").fetchall()
    if stuck:
        raise UserError(
            zh=f"有 {stuck} 通电话的录音正被占用或不许删除，这些通话还留在回收站里：请关掉正在播放它的程序，再试一次。",
            en=f"The sound of {stuck} calls is in use or may not be deleted, and they stay in the bin: close the program "
            "that plays it and try again.",
        )
    return gone


def tidy(db: Database, *, now: datetime | None = None) -> None:
    """Put what is older than the settings allow into the bin, and delete for good what was in it for BIN_DAYS."""
    now = now or datetime.now(UTC)
    days = _days_to_keep()
    if days is not None:
        old = [in_utc(now - timedelta(days=days))]
        if db.execute("select 1 from calls where made_at < ? and binned_at is null limit 1", old).fetchone():
            with one_change(db):
                db.execute("update calls set binned_at = ? where made_at < ? and binned_at is null", [in_utc(now), *old])
    due = in_utc(now - timedelta(days=BIN_DAYS))
    if db.execute("select 1 from calls where binned_at < ? limit 1", [due]).fetchone():
        _delete_for_good(db, "binned_at < ?", [due])


def older_calls(db: Database, days: int, *, now: datetime | None = None) -> int:
    """How many calls are older than so many days; those in the bin do not count."""
    return db["calls"].count_where(
        "made_at < ? and binned_at is null", [in_utc((now or datetime.now(UTC)) - timedelta(days=days))]
    )


def _delete_for_good(db: Database, which: str, values: Sequence[str]) -> tuple[int, int]:
    """How many calls are gone, and how many stay because their sound cannot be deleted.

    The sound goes first: were the program ended in between, the call would still be in the bin, and its turn come again.
    """
    with one_change(db):
        rows = list(db.execute(f"select id, uid, recording from calls where {which}", values))
        calls = {call for call, _, _ in rows}
        stuck = {call for call, uid, _ in rows if not _delete_attempts(uid)}
        for recording in sorted({recording for _, _, recording in rows if recording}):
            using = {call for (call,) in db.execute("select id from calls where recording = ?", [recording])}
            if using <= calls and not _delete_files(recording_files(recording)):
                stuck |= using
        for call in sorted(calls - stuck):
            for table, column in _EVERYTHING:
                db.execute(f"delete from {table} where {column} = ?", [call])
        if calls - stuck:
            db.execute("insert into search (search) values ('optimize')")  # the index lets go of words only when merged
    db.execute("pragma wal_checkpoint(truncate)").fetchall()
    return len(calls - stuck), len(stuck)


_EVERYTHING = (
    ("search", "rowid"),
    ("marks", "call"),
    ("tags", "call"),
    ("corrections", "call"),
    ("cards", "call"),
    ("calls", "id"),
)


def _delete_attempts(call_uid: str) -> bool:
    gone = _delete_files(attempt_files(call_uid))
    with suppress(OSError):  # nobody tried again, or not all of it could go
        attempts_folder(call_uid).rmdir()
    return gone


def _delete_files(files: Sequence[Path]) -> bool:
    try:
        for file in files:
            file.unlink(missing_ok=True)
    except OSError:  # Windows refuses while somebody plays it
        return False
    return True


def _days_to_keep() -> int | None:
    from coach.settings import load_settings

    try:
        return load_settings().delete_after_days
    except UserError:  # damaged: said by the commands that need it; nothing is deleted on a guess
        return None
