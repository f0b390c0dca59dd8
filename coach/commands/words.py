"""What the command line says, in the interface's language."""

from __future__ import annotations

from coach.interface import interface_language


def say(*, zh: str, en: str) -> str:
    return zh if interface_language() == "zh" else en
