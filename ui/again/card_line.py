"""On a card: try the moment again, hear the sentence livelier, and how the last try went."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from coach.again.attempt import Attempt
from coach.report.cards import Card
from ui.desk import Desk
from ui.icons import icon
from ui.widgets.parts import button, label, row


class AgainLine(QWidget):
    """`ask` is called with the finding's uid and `try_moment` or `hear_livelier`."""

    def __init__(
        self, desk: Desk, card: Card, ask: Callable[[str, str], None], *, can_try: bool, has_voice: bool
    ) -> None:
        super().__init__()
        self._desk = desk
        words, colours = desk.words, desk.theme.colours
        line = row(self, spacing=10)
        for name, is_there, picture in (("try_moment", can_try, "practise"), ("hear_livelier", has_voice, "ear")):
            if is_there:
                made = button(words("try_again_short" if name == "try_moment" else name), lambda name=name: ask(card.uid, name), None if name == "try_moment" else "fold")
                made.setIcon(icon(picture, colours.ink if name == "try_moment" else colours.soft, size=16))
                made.setProperty("asks", f"{name} {card.uid}")
                made.setAccessibleName(f"{words(name)} {card.title}")
                made.setToolTip(words(name))
                line.addWidget(made)
        self._tried = label("", "hint")
        line.addWidget(self._tried, 1)
        self._tried.hide()

    def show_attempts(self, attempts: Sequence[Attempt]) -> None:
        """Those of this card's finding, the oldest first."""
        words, count = self._desk.words, len(attempts)
        self._tried.setVisible(bool(attempts))
        if attempts:
            tried = words("tried_once") if count == 1 else words("tried_n", n=count)
            self._tried.setText(words("tried_met" if attempts[-1].judged.met else "tried_unmet", tried=tried))
