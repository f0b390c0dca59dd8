"""People's names, as they are given on the command line and kept in scorecards."""

from __future__ import annotations

from coach.errors import UserError

MAX_NAME_CHARACTERS = 80


def checked_name(name: str | None) -> str | None:
    """The name without spaces around it, None without one. Raises UserError when it is longer than a name can be."""
    name = (name or "").strip()
    if len(name) > MAX_NAME_CHARACTERS:
        raise UserError(
            zh=f"名字最多 {MAX_NAME_CHARACTERS} 个字：请写短一些。",
            en=f"A name has at most {MAX_NAME_CHARACTERS} characters: give a shorter one.",
        )
    return name or None


def persons_name(by: str) -> str:
    """The name of who changes a judgement, without spaces around it. Raises UserError for an empty or overlong one."""
    name = checked_name(by)
    if name is None:
        raise UserError(
            zh="改动评判的人要有名字：请写上是谁改的。",
            en="Whoever changes a judgement needs a name: say who it is.",
        )
    return name
