"""People's names as options of the command line."""

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
