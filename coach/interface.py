"""Which language the program itself speaks."""

from __future__ import annotations

import locale
import os

from coach.model import Language
from coach.settings import settings_or_usual


def interface_language() -> Language:
    """`REDCARD_LANG` first, then the user's setting, then the system's language; English when that is neither."""
    return language_with(settings_or_usual().interface_language)


def language_with(setting: Language | None) -> Language:
    """The same with this setting, None for “as the system”."""
    for chosen in (os.environ.get("REDCARD_LANG"), setting, *_system()):
        if chosen:
            return "zh" if chosen.lower().startswith(("zh", "chinese")) else "en"
    return "en"


def _system() -> tuple[str | None, ...]:
    # LC_ALL overrules LC_MESSAGES overrules LANG (POSIX); on Windows and macOS the locale module knows.
    return (*(os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")), locale.getlocale()[0])
