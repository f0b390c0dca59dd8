"""A finding as a card: what the customer said, what was said, why, and a better sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from coach.again.attempt import Attempt
from coach.report.cards import Card, Quote
from ui.again.card_line import AgainLine
from ui.call.verdict import Ask, Said, VerdictLine
from ui.desk import Desk
from ui.icons import icon
from ui.widgets.parts import button, column, frame, label, row
from ui.widgets.signs import Sign


class CardView(QFrame):
    """`focus`: the one to work on first, shown large. `chosen` is called with the card's number when it is to be heard.

    `said` is what a person said of it; `ask` is called with what the buttons ask for, `again` (with the finding's uid) when
    the moment is to be tried again or the sentence heard livelier; `has_voice`: the rep's turn has sound.
    """

    def __init__(
        self,
        desk: Desk,
        card: Card,
        chosen: Callable[[int], None],
        *,
        ask: Ask,
        again: Callable[[str, str], None],
        has_voice: bool = False,
        said: Said | None = None,
        focus: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self._desk, self.card, self._chosen, self._focus = desk, card, chosen, focus
        words = desk.words
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        place = card.place.text if card.place else "—"
        self.setAccessibleName(
            words("card_at", number=card.number, kind=card.kind, colon=words.colon, title=card.title, place=place)
        )
        self.setAccessibleDescription(card.why)
        lines = column(self, margins=(18, 14, 18, 14) if focus else (14, 11, 14, 11), spacing=8)
        lines.addLayout(self._head())
        if (table := self._dialogue()) is not None:
            lines.addLayout(table)
        if card.better:
            lines.addWidget(self._better())
        can_try = card.look in ("red", "yellow", "missed") and card.place is not None and card.place.turn > 0
        self.again = AgainLine(desk, card, again, can_try=can_try, has_voice=has_voice and can_try)
        if can_try:
            lines.addWidget(self.again)
        self._add_evidence(lines)
        if card.look != "delivery":  # a measurement cannot be called right or wrong
            lines.addWidget(VerdictLine(desk, card, said, ask))

    def select(self, selected: bool) -> None:
        self.setProperty("selected", selected)
        self.style().unpolish(self)
        self.style().polish(self)

    def show_attempts(self, attempts: Sequence[Attempt]) -> None:
        """The answers that were tried again at this card."""
        self.again.show_attempts(attempts)

    def keyPressEvent(self, event) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._chosen(self.card.number)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._chosen(self.card.number)

    def _head(self):
        card, words = self.card, self._desk.words
        head = row(spacing=12)
        size = 46 if self._focus else 28
        tilt = -6.0 if self._focus and card.look in ("red", "yellow") else 0.0
        sign = Sign(self._desk.theme, card.look, str(card.number), size=size, tilt=tilt)
        head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        texts = column(spacing=1)
        if self._focus:
            texts.addWidget(label(words("focus"), "caption"))
        texts.addWidget(label(card.title, "heading" if self._focus else "strong", wrap=True))
        facts = row(spacing=8)
        facts.addWidget(label(card.kind, f"kind-{card.look}"))
        if card.place:
            hear = button(card.place.text, lambda: self._chosen(card.number), "link")
            hear.setToolTip(words("hear_it"))
            if card.place.time_s is not None:
                hear.setIcon(icon("ear", self._desk.theme.colours.link, size=14))
            facts.addWidget(hear)
        if card.critical:
            facts.addWidget(label(words("critical"), "critical"))
        facts.addStretch(1)
        texts.addLayout(facts)
        if card.unclear:
            texts.addWidget(label(words("unclear"), "unclear"), 0, Qt.AlignmentFlag.AlignLeft)
        head.addLayout(texts, 1)
        return head

    def _dialogue(self) -> QGridLayout | None:
        card, words = self.card, self._desk.words
        rows: list[tuple[str, QLabel]] = []
        size = "large" if self._focus else None
        if card.customer:
            rows.append((words("customer_said"), label(card.customer, "soft", wrap=True)))
        if card.said:
            name = words("you_answered" if card.look == "missed" else "you_said")
            rows.append((name, label(self._quote(card.said), size, wrap=True, rich=True)))
        because = f" {card.severity_because}" if card.severity_because else ""
        rows.append((words("why"), label(card.why + because, wrap=True)))
        grid = QGridLayout()
        grid.setContentsMargins(0, 2, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for line, (name, text) in enumerate(rows):
            grid.addWidget(label(name, "caption"), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, line, 1)
        return grid

    def _quote(self, said: Quote) -> str:
        colours, look = self._desk.theme.colours, self.card.look
        marked = ""
        if said.marked:
            style = f"background-color:{colours.wash_of(look)}; text-decoration:underline"
            marked = f'<span style="{style}">{escape(said.marked)}</span>'
        return f"{escape(said.before)}{marked}{escape(said.after)}"

    def _better(self) -> QFrame:
        better, words = self.card.better, self._desk.words
        box = frame("better")
        lines = column(box, margins=(12, 9, 12, 10), spacing=3)
        lines.addWidget(label(words("say_instead"), "bettername"))
        lines.addWidget(label(better.text, "better", wrap=True))
        if better.gloss:
            lines.addWidget(label(better.gloss, wrap=True))
        lines.addWidget(label(words("from_this_call" if better.from_this_call else "general"), "hint", wrap=True))
        return box

    def _add_evidence(self, lines: QVBoxLayout) -> None:
        """Folded away: the criterion, the source, and what the layers heard; made when it is unfolded."""
        words = self._desk.words
        shown: list[QWidget] = []

        def toggle() -> None:
            if not shown:
                made = label("\n".join(self._evidence()), "hint", wrap=True)
                lines.addWidget(made)
                shown.append(made)
            else:
                shown[0].setVisible(shown[0].isHidden())
            fold.setText(("▾ " if not shown[0].isHidden() else "▸ ") + words("evidence"))

        fold = button("▸ " + words("evidence"), toggle, "fold")
        lines.addWidget(fold)

    def _evidence(self) -> list[str]:
        card, words = self.card, self._desk.words
        lines = [f"{words('criterion')}{words.colon}{card.criterion}", f"{words('source')}{words.colon}{card.source}"]
        for reason in card.reasons:
            lines.append(f"{reason.layer} · {words('certainty')} {reason.certainty} · “{reason.quote}”")
        return lines
