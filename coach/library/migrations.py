"""The library's shape, step by step. Append only: a released step is never changed."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("library")


@migrations()
def m001_calls(db: Database) -> None:
    db["calls"].create(
        {
            "uid": str,
            "made_at": str,
            "title": str,
            "language": str,
            "rubric": str,
            "duration_s": float,
            "score": float,
            "red_cards": int,
            "yellow_cards": int,
            "scorecard": str,
        },
        pk="uid",
        not_null={"made_at", "title", "language", "rubric", "red_cards", "yellow_cards", "scorecard"},
    )
    db["calls"].create_index(["made_at"])


@migrations()
def m002_rubrics(db: Database) -> None:
    """Each rubric's text once, by its SHA-256: what a scorecard's `rubric.sha256` stands for."""
    db["rubrics"].create({"sha256": str, "id": str, "text": str}, pk="sha256", not_null={"id", "text"})


@migrations()
def m003_rep(db: Database) -> None:
    """The rep's name, for the calls of one person; null where nobody gave it."""
    db["calls"].add_column("rep", str)
    db["calls"].create_index(["rep"])


@migrations()
def m004_keeping(db: Database) -> None:
    """A light row for each call and its scorecard apart; notes, tags, the bin; what was found, and words to search by.

    `calls.id` stays the same when the file is compacted: the other tables go by it. The foreign keys document, the
    program deletes.
    """
    from coach.library.index import index_call

    # Dropped before their names are given again.
    db.execute("drop index idx_calls_made_at")
    db.execute("drop index idx_calls_rep")
    db.execute("alter table calls rename to old_calls")
    for statement in _M004_TABLES:
        db.execute(statement)
    kept = "uid, made_at, title, language, rubric, duration_s, score, red_cards, yellow_cards, rep"
    db.execute(f"insert into calls (id, {kept}) select rowid, {kept} from old_calls")
    db.execute("insert into cards (call, scorecard) select rowid, scorecard from old_calls")
    db.execute("drop table old_calls")
    for row in db.query("select call, scorecard from cards"):
        index_call(db, row["call"], row["scorecard"])


_M004_TABLES = (
    "create table calls (id integer primary key, uid text not null unique, made_at text not null, title text not null,"
    " renamed integer not null default 0, language text not null, rubric text not null, duration_s real, score real,"
    " red_cards integer not null, yellow_cards integer not null, rep text, note text not null default '',"
    " recording text, binned_at text)",
    "create index idx_calls_made_at on calls (made_at)",
    "create index idx_calls_rep on calls (rep)",
    "create index idx_calls_recording on calls (recording) where recording is not null",
    "create index idx_calls_binned_at on calls (binned_at) where binned_at is not null",
    "create table cards (call integer primary key references calls (id), scorecard text not null)",
    "create table tags (call integer not null references calls (id), tag text not null, primary key (call, tag)) without rowid",
    "create index idx_tags_tag on tags (tag)",
    "create table marks (call integer not null references calls (id), kind text not null, finding text not null,"
    " primary key (call, kind, finding)) without rowid",
    "create index idx_marks_finding on marks (finding)",
    # `tokens` are words as coach/library/tokens.py makes them; ascii leaves everything beyond ASCII in one piece.
    "create virtual table search using fts5 (tokens, lines unindexed, tokenize='ascii', columnsize=0)",
)


@migrations()
def m005_corrections(db: Database) -> None:
    """What people corrected in a call, and what they undid, one row each, never changed (coach/library/corrections.py)."""
    db.execute(
        "create table corrections (id integer primary key, call integer not null references calls (id), made_at text not null,"
        " who text not null, what text not null, step text)"
    )
    db.execute("create index idx_corrections_call on corrections (call)")


STEPS = frozenset({step.__name__ for step in (m001_calls, m002_rubrics, m003_rep, m004_keeping, m005_corrections)})  # every name above: another one in a file means a newer version made it
