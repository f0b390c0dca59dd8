"""What the command line says, in the interface's language."""

from __future__ import annotations

from coach.interface import interface_language
from coach.names import checked_name


def say(*, zh: str, en: str) -> str:
    return zh if interface_language() == "zh" else en


def by_name(name: str | None) -> str:
    """Who corrects or judges: the name given with --by, else “a person”. Raises UserError for an overlong one."""
    return checked_name(name) or say(zh="人工", en="a person")
