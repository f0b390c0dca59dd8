"""The calls of one person, whole, for what is counted over many of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from coach.model import Scorecard
from coach.progress import Judged

if TYPE_CHECKING:
    from sqlite_utils import Database


def judged_calls(db: Database, rep: str | None, *, limit: int = 1000) -> Iterator[Judged]:
    """The rep's calls, the newest first, `limit` at most, in this machine's time; with None those of nobody named."""
    import msgspec

    rows = db.query(
        "select made_at, scorecard from calls join cards on cards.call = calls.id where rep is :rep and binned_at is null"
        " order by made_at desc, id desc limit :limit",
        {"rep": rep, "limit": limit},
    )
    for row in rows:
        made_at = datetime.fromisoformat(row["made_at"]).astimezone()
        yield Judged(made_at=made_at, scorecard=msgspec.json.decode(row["scorecard"], type=Scorecard))


def reps(db: Database) -> tuple[tuple[str | None, int], ...]:
    """Everybody with calls, and how many; None for the calls that name nobody. By name, the nameless last."""
    rows = db.execute("select rep, count(*) from calls where binned_at is null group by rep order by rep is null, rep")
    return tuple((rep, count) for rep, count in rows)
