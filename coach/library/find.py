"""Finding calls: by who, when, how good, what was found in them, and any words said or written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from coach.library.store import CallSummary
from coach.library.tokens import line_with, match, terms
from coach.times import in_utc

if TYPE_CHECKING:
    from sqlite_utils import Database

MAX_EXCERPT = 80  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What calls are looked for; None and "" ask for nothing.

    `since` and `until` are days by this machine's clock, both included. `finding` is what was found (`commanding`), or
    its kind (`red_card`); a call without a score is in no range of scores.
    """

    text: str = ""
    rep: str | None = None
    since: date | None = None
    until: date | None = None
    rubric: str | None = None
    language: str | None = None
    min_score: float | None = None
    max_score: float | None = None
    finding: str | None = None
    tag: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A call that was found, with what a person wrote about it.

    `excerpt` is the first line that holds a word of the search, shortened, and `turn` its number from 1; None and ""
    where nothing was searched for, or only title, note, tag or name hold it.
    """

    call: CallSummary
    note: str
    tags: tuple[str, ...]
    turn: int | None = None
    excerpt: str = ""


def find_calls(db: Database, wanted: Wanted, *, limit: int = 50) -> tuple[Hit, ...]:
    """The newest calls that fit, `limit` at most. Raises UserError for a search text without a letter."""
    query = terms(wanted.text) if wanted.text.strip() else ()
    conditions, values = _conditions(wanted, query)
    rows = list(
        db.query(
            f"select id, note, {', '.join(_SUMMARY)} from calls where {' and '.join(conditions)}"
            " order by made_at desc, id desc limit :limit",
            {**values, "limit": limit},
        )
    )
    tags = _tags(db, [row["id"] for row in rows])
    hits = []
    for row in rows:
        call = CallSummary(**{name: row[name] for name in _SUMMARY})
        turn, excerpt = _excerpt(db, row["id"], query) if query else (None, "")
        hits.append(Hit(call=call, note=row["note"], tags=tags.get(row["id"], ()), turn=turn, excerpt=excerpt))
    return tuple(hits)


def choices(db: Database) -> dict[str, tuple[str, ...]]:
    """What a list of calls can be narrowed down to: every `rep`, `rubric`, `finding` and `tag` there is, by name."""
    asked = {
        "rep": "select distinct rep from calls where rep is not null and binned_at is null",
        "rubric": "select distinct rubric from calls where binned_at is null",
        "finding": "select distinct finding from marks join calls on calls.id = call where binned_at is null",
        "tag": "select distinct tag from tags join calls on calls.id = call where binned_at is null",
    }
    return {name: tuple(sorted(value for (value,) in db.execute(query))) for name, query in asked.items()}


_AT_ONCE = 10_000  # SQLite takes 32,766 values in a query
_SUMMARY = tuple(field.name for field in fields(CallSummary))

# What each wish asks of a call, in SQL.
_CONDITIONS = {
    "rep": "rep = :rep",
    "since": "made_at >= :since",
    "until": "made_at < :until",
    "rubric": "rubric = :rubric",
    "language": "language = :language",
    "min_score": "score >= :min_score",
    "max_score": "score <= :max_score",
    "finding": "id in (select call from marks where finding = :finding or kind = :finding)",
    "tag": "id in (select call from tags where tag = :tag)",
}


def _conditions(wanted: Wanted, query: tuple[str, ...]) -> tuple[list[str], dict[str, object]]:
    values: dict[str, object] = {
        name: value for name in _CONDITIONS if (value := getattr(wanted, name)) is not None and value != ""
    }
    conditions = ["binned_at is null", *(_CONDITIONS[name] for name in values)]
    if wanted.since:
        values["since"] = _midnight(wanted.since)
    if wanted.until:
        values["until"] = _midnight(wanted.until + timedelta(days=1))
    if query:
        conditions.append("id in (select rowid from search where search match :match)")
        values["match"] = match(query)
    return conditions, values


def _midnight(day: date) -> str:
    """When the day begins here, as the library writes times."""
    return in_utc(datetime.combine(day, time()))


def _tags(db: Database, calls: Sequence[int]) -> dict[int, tuple[str, ...]]:
    tags: dict[int, tuple[str, ...]] = {}
    for start in range(0, len(calls), _AT_ONCE):
        some = calls[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        for call, tag in db.execute(f"select call, tag from tags where call in ({marks}) order by tag", list(some)):
            tags[call] = (*tags.get(call, ()), tag)
    return tags


def _excerpt(db: Database, call: int, query: tuple[str, ...]) -> tuple[int | None, str]:
    ((lines,),) = db.execute("select lines from search where rowid = ?", [call])
    place = line_with(lines, query)
    return (None, "") if place is None else (place + 1, _around(lines.split("\n")[place], query))


def _around(line: str, query: Sequence[str]) -> str:
    """The part of a line with a term in it; its beginning when the term is written differently there."""
    if len(line) <= MAX_EXCERPT:
        return line
    small = line.casefold()
    found = min((place for term in query if (place := small.find(term)) >= 0), default=0)
    start = max(0, found - MAX_EXCERPT // 3)
    end = start + MAX_EXCERPT
    return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")
