"""Scored calls on disk: one SQLite file in the data folder, private to the user."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import UserError
from coach.library.index import index_call
from coach.library.recording import recording_name
from coach.library.rubrics import keep_rubric
from coach.library.writing import one_change
from coach.measures import rep_name
from coach.model import Scorecard, Severity
from coach.paths import data_folder
from coach.times import in_utc

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSummary:
    """A line of the list of calls. `made_at` is ISO 8601 in UTC; `score` 0-100 or None; `rep` a name, where given."""

    uid: str
    made_at: str
    title: str
    language: str
    rubric: str
    duration_s: float | None
    score: float | None
    red_cards: int
    yellow_cards: int
    rep: str | None = None


def library_file() -> Path:
    return data_folder() / "library.db"


@contextmanager
def open_library() -> Iterator[Database]:
    """The library, migrated to today's shape and closed at the end; what is due to be deleted is.

    Raises UserError when it cannot be used.
    """
    from coach.library.bin import tidy

    file = library_file()
    with open_file(file) as db:
        tidy(db)
        yield db


@contextmanager
def open_file(file: Path) -> Iterator[Database]:
    """A library in any file, made when there is none, migrated and closed at the end. Raises UserError."""
    from sqlite_utils import Database

    if not file.exists():
        os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))
    try:
        db = Database(file)
    except sqlite3.DatabaseError as error:
        raise _unusable(file, error) from error
    try:
        db.enable_wal()
        db.execute("pragma secure_delete = on")  # what is deleted is overwritten, and not only let go
        _migrate(db, file)
        yield db
    except sqlite3.DatabaseError as error:
        raise _unusable(file, error) from error
    finally:
        db.close()


def save_call(db: Database, scorecard: Scorecard, *, title: str, rubric_text: str | None = None) -> None:
    """Keep a scorecard, and the text of its rubric where it is known; the same call judged again in the same way replaces itself.

    A title that a person gave stays, as do notes and tags; a call in the bin comes back. Raises ValueError when the text
    is not the one the scorecard was made with (a bug).
    """
    made_at = in_utc(datetime.now(UTC))
    columns = {
        "uid": scorecard.uid,
        "made_at": made_at,
        "title": title,
        "recording": recording_name(scorecard),
        **_columns(scorecard),
    }
    replaced = [f"{name} = excluded.{name}" for name in columns if name not in ("uid", "title", "recording")]
    with one_change(db):
        if rubric_text is not None:
            keep_rubric(db, scorecard.rubric, rubric_text)
        db.execute(
            f"insert into calls ({', '.join(columns)}) values ({', '.join(f':{name}' for name in columns)})"
            f" on conflict (uid) do update set {', '.join(replaced)}, binned_at = null,"
            " recording = coalesce(excluded.recording, recording),"
            " title = case renamed when 1 then title else excluded.title end",
            columns,
        )
        _put_card(db, scorecard)


def change_call(db: Database, scorecard: Scorecard) -> None:
    """Replace a call's scorecard; its title and its place in the list stay. Raises UserError when there is no such call."""
    columns = _columns(scorecard)
    with one_change(db):
        call_id(db, scorecard.uid)
        db.execute(
            f"update calls set {', '.join(f'{name} = :{name}' for name in columns)} where uid = :uid",
            {"uid": scorecard.uid, **columns},
        )
        _put_card(db, scorecard)


def list_calls(db: Database, *, limit: int = 50) -> tuple[CallSummary, ...]:
    """The newest calls first, `limit` at most; none from the bin."""
    columns = CallSummary.__slots__
    rows = db.query(
        f"select {', '.join(columns)} from calls where binned_at is null order by made_at desc, id desc limit :limit",
        {"limit": limit},
    )
    return tuple(CallSummary(**row) for row in rows)


def get_call(db: Database, uid: str) -> Scorecard:
    """Raises UserError when there is no such call."""
    import msgspec

    ((scorecard,),) = db.execute("select scorecard from cards where call = ?", [call_id(db, uid)])
    return msgspec.json.decode(scorecard, type=Scorecard)


def has_call(db: Database, uid: str) -> bool:
    return db["calls"].count_where("uid = ? and binned_at is null", [uid]) > 0


def call_title(db: Database, uid: str) -> str:
    """What the call is called in the list. Raises UserError when there is no such call."""
    ((title,),) = db.execute("select title from calls where id = ?", [call_id(db, uid)])
    return title


def call_id(db: Database, uid: str) -> int:
    """The number by which the tables know a call. Raises UserError when there is no such call, or it is in the bin."""
    row = db.execute("select id, binned_at from calls where uid = ?", [uid]).fetchone()
    if row is None:
        raise UserError(
            zh=f"库里没有编号为 {uid} 的通话：用 redcard library list 查看有哪些。",
            en=f"There is no call {uid} in the library: `redcard library list` shows what there is.",
        )
    if row[1] is not None:
        raise UserError(
            zh=f"通话 {uid} 已删除，还在回收站里：先用 redcard library undelete {uid} 取回来。",
            en=f"The call {uid} is deleted and still in the bin: take it back first with `redcard library undelete {uid}`.",
        )
    return row[0]


def _put_card(db: Database, scorecard: Scorecard) -> None:
    import msgspec

    text = msgspec.json.encode(scorecard).decode()
    call = call_id(db, scorecard.uid)
    db.execute("insert or replace into cards (call, scorecard) values (?, ?)", [call, text])
    index_call(db, call, text)


def _columns(scorecard: Scorecard) -> dict[str, object]:
    """What the list shows of a scorecard."""
    return {
        "language": scorecard.language,
        "rubric": scorecard.rubric.id,
        "duration_s": scorecard.duration_s,
        "score": scorecard.score,
        "red_cards": _cards(scorecard, "red"),
        "yellow_cards": _cards(scorecard, "yellow"),
        "rep": rep_name(scorecard),
    }


def _cards(scorecard: Scorecard, severity: Severity) -> int:
    return sum(finding.kind == "red_card" and finding.severity == severity for finding in scorecard.findings)


def _migrate(db: Database, file: Path) -> None:
    from coach.library.migrations import STEPS, migrations

    if {step.name for step in migrations.applied(db)} - STEPS:
        raise UserError(
            zh=f"通话库 {file} 是由更新版本的红牌教练建立的：请更新程序后再打开。",
            en=f"The library {file} was made by a newer version of Red Card Coach: update the program to open it.",
        )
    if migrations.pending(db):
        with one_change(db):  # another process that opens it at this moment waits, and then finds nothing left to do
            migrations.apply(db)


def _unusable(file: Path, error: sqlite3.DatabaseError) -> UserError:
    return UserError(
        zh=f"通话库 {file} 无法使用（{error}）：请检查磁盘空间和文件权限；若文件已损坏，把它移开后程序会新建一个。",
        en=f"The library {file} cannot be used ({error}): check disk space and permissions; if it is damaged, move it "
        "away and a new one is made.",
    )
