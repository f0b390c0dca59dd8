"""The customer as the program plays them in a recorded call: which line, and its sound.

What the rep says is not understood while it is said, so the customer moves on in their own time (coach/practice/mood.py);
the words are judged after the call.
"""

from __future__ import annotations

from coach.model import Language
from coach.practice.conversation import Conversation, Line
from coach.practice.format import Case
from coach.practice.next_line import Wish, next_line
from coach.practice.voices.speak import say_line
from coach.practice.voices.voice import Spoken, Voice


class Partner:
    """A customer with a case's lines. `voice` None: only lines that a trainer recorded have sound."""

    def __init__(self, case: Case, language: Language, voice: Voice | None, *, is_aloud: bool = True, round: int = 0) -> None:
        self._case, self._voice, self._is_aloud = case, voice, is_aloud
        self._talk = Conversation(language=language, round=round)

    @property
    def has_hung_up(self) -> bool:
        return self._talk.over

    def say(self, wish: Wish = "answer") -> Line:
        """The next line, which then has been said."""
        talk = self._after_rep() if wish == "answer" else self._talk
        line = next_line(self._case, talk, wish if talk.lines else "answer")
        self._talk = talk.with_customer(line)
        return line

    def sound_of(self, line: Line) -> Spoken | None:
        """Takes up to a few seconds, once for each line. None when there is nothing to be heard. Raises UserError."""
        return say_line(self._case, line, self._talk.language, self._voice) if self._is_aloud else None

    def get_ready(self) -> None:
        """Make the sound of the line that comes next unless the user wishes another. Raises UserError."""
        if not self._talk.over:
            self.sound_of(next_line(self._case, self._after_rep(), "answer"))

    def _after_rep(self) -> Conversation:
        return self._talk.with_rep("")
