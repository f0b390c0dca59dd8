"""Which language the program itself speaks."""

from __future__ import annotations

import locale
import os

from coach.errors import UserError
from coach.model import Language
from coach.settings import load_settings


def interface_language() -> Language:
    """`REDCARD_LANG` first, then the user's setting, then the system's language; English when that is neither."""
    for chosen in (os.environ.get("REDCARD_LANG"), _setting(), *_system()):
        if chosen:
            return "zh" if chosen.lower().startswith(("zh", "chinese")) else "en"
    return "en"


def _setting() -> Language | None:
    try:
        return load_settings().interface_language
    except UserError:  # a damaged file is reported by the command that needs it, not while choosing a language
        return None


def _system() -> tuple[str | None, ...]:
    # LC_ALL overrules LC_MESSAGES overrules LANG (POSIX); on Windows and macOS the locale module knows.
    return (*(os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")), locale.getlocale()[0])
