"""Two kinds of error: what the user can mend (`UserError`) and bugs (everything else)."""

from __future__ import annotations

from coach.model import Language, Text


class UserError(Exception):
    """Something the user can mend: one sentence that says what, why and what to do, in both languages."""

    def __init__(self, *, zh: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(zh=zh, en=en)

    def in_(self, language: Language) -> str:
        return self.text.in_(language)

    def __reduce__(self):  # keyword-only arguments need help to cross a process border
        return (_user_error, (self.text.zh, self.text.en))


def _user_error(zh: str, en: str) -> UserError:
    return UserError(zh=zh, en=en)
