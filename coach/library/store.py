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
from coach.library.rubrics import keep_rubric
from coach.measures import rep_name
from coach.model import Scorecard, Severity
from coach.paths import data_folder

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
    """The library, migrated to today's shape and closed at the end. Raises UserError when it cannot be used."""
    from sqlite_utils import Database

    file = library_file()
    if not file.exists():
        os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))
    try:
        db = Database(file)
    except sqlite3.DatabaseError as error:
        raise _unusable(file, error) from error
    try:
        db.enable_wal()
        _migrate(db, file)
        yield db
    except sqlite3.DatabaseError as error:
        raise _unusable(file, error) from error
    finally:
        db.close()


def save_call(db: Database, scorecard: Scorecard, *, title: str, rubric_text: str | None = None) -> None:
    """Keep a scorecard, and the text of its rubric where it is known; the same call judged again in the same way replaces itself.

    Raises ValueError when the text is not the one the scorecard was made with (a bug).
    """
    if rubric_text is not None:
        keep_rubric(db, scorecard.rubric, rubric_text)
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    db["calls"].upsert({"uid": scorecard.uid, "made_at": made_at, "title": title, **_columns(scorecard)}, pk="uid")


def change_call(db: Database, scorecard: Scorecard) -> None:
    """Replace a call's scorecard; its title and its place in the list stay. Raises UserError when there is no such call."""
    _row(db, scorecard.uid)
    db["calls"].update(scorecard.uid, _columns(scorecard))


def list_calls(db: Database, *, limit: int = 50) -> tuple[CallSummary, ...]:
    """The newest calls first, `limit` at most."""
    columns = CallSummary.__slots__
    rows = db.query(
        f"select {', '.join(columns)} from calls order by made_at desc, rowid desc limit :limit", {"limit": limit}
    )
    return tuple(CallSummary(**row) for row in rows)


def get_call(db: Database, uid: str) -> Scorecard:
    """Raises UserError when there is no such call."""
    import msgspec

    return msgspec.json.decode(_row(db, uid)["scorecard"], type=Scorecard)


def has_call(db: Database, uid: str) -> bool:
    return db["calls"].count_where("uid = ?", [uid]) > 0


def call_title(db: Database, uid: str) -> str:
    """What the call is called in the list. Raises UserError when there is no such call."""
    return _row(db, uid)["title"]


def delete_call(db: Database, uid: str) -> None:
    """Raises UserError when there is no such call."""
    _row(db, uid)
    db["calls"].delete(uid)


def _columns(scorecard: Scorecard) -> dict[str, object]:
    """What the list shows of a scorecard, and the scorecard itself."""
    import msgspec

    return {
        "language": scorecard.language,
        "rubric": scorecard.rubric.id,
        "duration_s": scorecard.duration_s,
        "score": scorecard.score,
        "red_cards": _cards(scorecard, "red"),
        "yellow_cards": _cards(scorecard, "yellow"),
        "rep": rep_name(scorecard),
        "scorecard": msgspec.json.encode(scorecard).decode(),
    }


def _cards(scorecard: Scorecard, severity: Severity) -> int:
    return sum(finding.kind == "red_card" and finding.severity == severity for finding in scorecard.findings)


def _row(db: Database, uid: str) -> dict:
    from sqlite_utils.db import NotFoundError

    try:
        return db["calls"].get(uid)
    except NotFoundError as error:
        raise UserError(
            zh=f"库里没有编号为 {uid} 的通话：用 redcard library list 查看有哪些。",
            en=f"There is no call {uid} in the library: `redcard library list` shows what there is.",
        ) from error


def _migrate(db: Database, file: Path) -> None:
    from coach.library.migrations import STEPS, migrations

    if {step.name for step in migrations.applied(db)} - STEPS:
        raise UserError(
            zh=f"通话库 {file} 是由更新版本的红牌教练建立的：请更新程序后再打开。",
            en=f"The library {file} was made by a newer version of Red Card Coach: update the program to open it.",
        )
    migrations.apply(db)


def _unusable(file: Path, error: sqlite3.DatabaseError) -> UserError:
    return UserError(
        zh=f"通话库 {file} 无法使用（{error}）：请检查磁盘空间和文件权限；若文件已损坏，把它移开后程序会新建一个。",
        en=f"The library {file} cannot be used ({error}): check disk space and permissions; if it is damaged, move it "
        "away and a new one is made.",
    )
