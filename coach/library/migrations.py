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


STEPS = frozenset({m001_calls.__name__})  # every name above: another one in a file means a newer version made it
