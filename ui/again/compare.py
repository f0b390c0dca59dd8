"""Then and now side by side: words, pace, rise and fall, pauses, and what the rubric says, each to be heard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coach.again.attempt import Attempt, Spoken
from coach.model import Finding, Scorecard
from coach.report.cards import look_of, title_of
from coach.report.figures import Row, delivery_rows
from coach.report.format import clean
from coach.report.words import word
from ui.again.contour import ContourView
from ui.desk import Desk
from ui.icons import icon
from ui.widgets.parts import button, clear, column, flowing, label, row

_SIDES = (("then", "then_column", "hear_then"), ("now", "now_column", "hear_now"))
FIGURES = ("speech_rate", "pitch_range", "pauses", "longest_pause", "fillers")


class Compare(QFrame):
    """`heard` with `then` or `now` when that is to be played."""

    heard = Signal(str)

    def __init__(self, desk: Desk, scorecard: Scorecard) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self._desk, self._scorecard = desk, scorecard
        words = desk.words
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 16, 14)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        for place, stretch in enumerate((0, 1, 1)):
            grid.setColumnStretch(place, stretch)
        self.play: dict[str, QPushButton] = {}
        for place, (side, title, hear) in enumerate(_SIDES, 1):
            head = row(spacing=10)
            head.addWidget(label(words(title), "title"))
            made = button("", lambda side=side: self.heard.emit(side))
            made.setIcon(icon("ear", desk.theme.colours.ink, size=16))
            made.setText(words(hear))
            self.play[side] = made
            head.addWidget(made)
            head.addStretch(1)
            grid.addLayout(head, 0, place)
        self._said: list[QLabel] = []
        self._figures: dict[str, list[QLabel]] = {}
        self._contours: list[ContourView] = []
        self._cards: list[QVBoxLayout] = []
        line = self._add(grid, 1, words("cards_here"))
        for place in (1, 2):
            cards = column(spacing=3)
            holder = QWidget()
            holder.setLayout(cards)
            grid.addWidget(holder, line, place, Qt.AlignmentFlag.AlignTop)
            self._cards.append(cards)
        line = self._add(grid, 2, words("words_said"))
        for place in (1, 2):
            self._said.append(flowing("", "large"))
            grid.addWidget(self._said[-1], line, place, Qt.AlignmentFlag.AlignTop)
        line = 3
        for key in FIGURES:
            self._add(grid, line, word(key, words.language))
            self._figures[key] = [label("—"), label("—")]
            for place in (0, 1):
                grid.addWidget(self._figures[key][place], line, place + 1)
            line += 1
            if key == "pitch_range":
                for place in (1, 2):
                    self._contours.append(ContourView(desk))
                    grid.addWidget(self._contours[-1], line, place)
                line += 1

    def texts(self) -> list[str]:
        """Every label's text."""
        return [each.text() for each in self.findChildren(QLabel)]

    def show_sides(self, before: Spoken, attempt: Attempt | None, findings: Sequence[Finding]) -> None:
        """`findings`: the call's own at this turn, for as long as there is no answer; with one, its judgement says both."""
        judged = attempt.judged if attempt else None
        had = (*judged.gone, *judged.stays) if judged else findings
        has = (*judged.stays, *judged.new) if judged else None
        after = attempt.said if attempt else None
        self._show_cards(self._cards[0], had)
        self._show_cards(self._cards[1], has)
        longest_s = max((_length_s(each) for each in (before, after) if each), default=0.0)
        for place, said in enumerate((before, after)):
            self._said[place].setText(clean(said.text) if said else "—")
            self._contours[place].show_delivery(said.delivery if said else None, length_s=longest_s)
            rows = self._rows(said)
            for key in FIGURES:
                self._figures[key][place].setText((rows[key].value if key in rows else None) or "—")

    def _rows(self, said: Spoken | None) -> dict[str, Row]:
        if said is None or said.delivery is None:
            return {}
        language = self._desk.words.language
        names = {word(key, language): key for key in FIGURES}
        rows = delivery_rows(said.delivery, language, spoken=self._scorecard.language)
        return {names[each.name]: each for each in rows if each.name in names}

    def _show_cards(self, lines: QVBoxLayout, findings: Sequence[Finding] | None) -> None:
        clear(lines)
        words = self._desk.words
        if not findings:
            lines.addWidget(label("—" if findings is None else words("no_cards_here"), "soft"))
        for finding in findings or ():
            look = look_of(finding)
            line = row(spacing=8)
            line.addWidget(label(words(f"kind_{look}"), f"kind-{look}"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(flowing(title_of(finding, self._scorecard, words.language)), 1)
            lines.addLayout(line)

    def _add(self, grid: QGridLayout, line: int, name: str) -> int:
        caption = label(name, "caption", wrap=True)
        caption.setFixedWidth(110)
        grid.addWidget(caption, line, 0, Qt.AlignmentFlag.AlignTop)
        return line


def _length_s(said: Spoken) -> float:
    """How long its sound is; 0.0 without sound."""
    times_s = said.delivery.curves["f0_hz"].times_s if said.delivery else ()
    return times_s[-1] if times_s else 0.0
