"""The rubric that a call of the library was scored with, from its very text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.library.store import Database
    from coach.model import Scorecard
    from coach.rubric.format import Rubric


def kept_rubric_of(db: Database, scorecard: Scorecard) -> Rubric:
    """Raises UserError when the library does not hold its text."""
    from coach.library.rubrics import kept_rubric
    from coach.rubric.load import parse_rubric

    kept = kept_rubric(db, scorecard.rubric.sha256)
    return parse_rubric(kept.text.encode(), f"{kept.id}.toml")
