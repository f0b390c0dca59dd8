"""What people corrected in the calls of the library: an event for each, never changed. Undoing is an event too.

An event holds the turns it changed as they were before and after.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coach.library.store import call_id
from coach.model import Interplay, Note, Speaker, Turn
from coach.times import in_utc

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a correction changes of a scorecard: these turns, and what depends on all of them. The judge's notes are left out."""

    turns: tuple[Turn, ...]
    speakers: tuple[Speaker, ...]
    interplay: Interplay | None
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    before: Part
    after: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`what`: a `Correction.what`, `undo` or `redo`; `step` None for those two. `made_at` is ISO 8601 in UTC."""

    id: int
    made_at: str
    who: str
    what: str
    step: Step | None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The corrections that count, and those that were undone and can be done again; the latest last."""

    done: tuple[Event, ...] = ()
    undone: tuple[Event, ...] = ()


def history(db: Database, uid: str) -> History:
    """Raises UserError when there is no such call."""
    done: list[Event] = []
    undone: list[Event] = []
    for event in events(db, uid):
        if event.what == "undo":
            undone.append(done.pop())
        elif event.what == "redo":
            done.append(undone.pop())
        else:
            done.append(event)
            undone.clear()
    return History(done=tuple(done), undone=tuple(undone))


def events(db: Database, uid: str) -> tuple[Event, ...]:
    """Everything that was ever corrected or undone in the call, the earliest first."""
    import msgspec

    rows = db.execute(
        "select id, made_at, who, what, step from corrections where call = ? order by id", [call_id(db, uid)]
    )
    return tuple(
        Event(id=id, made_at=made_at, who=who, what=what, step=step and msgspec.json.decode(step, type=Step))
        for id, made_at, who, what, step in rows
    )


def add_event(db: Database, uid: str, *, who: str, what: str, step: Step | None) -> None:
    """Raises UserError when there is no such call."""
    import msgspec

    db.execute(
        "insert into corrections (call, made_at, who, what, step) values (?, ?, ?, ?, ?)",
        [
            call_id(db, uid),
            in_utc(datetime.now(UTC)),
            who,
            what,
            None if step is None else msgspec.json.encode(step).decode(),
        ],
    )
