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


STEPS = frozenset({step.__name__ for step in (m001_calls, m002_rubrics, m003_rep)})  # every name above: another one in a file means a newer version made it
