"""How an answer was: what was said, mended or not and why, what could be said, and when it comes back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from coach.practising.answer import in_a_sentence
from coach.practising.sitting import Given, Sitting
from coach.report.days import day_name
from coach.report.format import clean
from ui.desk import Desk
from ui.widgets.parts import column, flowing, frame, label, row


class VerdictSheet(QFrame):
    """Empty before the first answer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sitting: Sitting | None = None
        self.setObjectName("sheet")
        lines = column(self, margins=(24, 16, 24, 16), spacing=10)
        head = row(spacing=12)
        self._verdict, self._overruled = label(), label(role="unclear")
        self._back = label(role="soft")
        head.addWidget(self._verdict)
        head.addWidget(self._overruled, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        head.addWidget(self._back)
        lines.addLayout(head)
        self._sentence = flowing(role="large")
        lines.addWidget(self._sentence)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self._rows: dict[str, tuple[QLabel, QLabel]] = {}
        for place, key in enumerate(("drill_you_said", "drill_then")):
            caption, text = label(role="caption"), flowing(role=None if place == 0 else "soft")
            grid.addWidget(caption, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, place, 1)
            self._rows[key] = (caption, text)
        lines.addLayout(grid)
        self._better = frame("better")
        inside = column(self._better, margins=(12, 9, 12, 10), spacing=3)
        self._better_name, self._better_text = label(role="bettername"), flowing(role="better")
        self._better_hint = flowing(role="hint")
        for part in (self._better_name, self._better_text, self._better_hint):
            inside.addWidget(part)
        lines.addWidget(self._better)

    @property
    def text(self) -> str:
        """Everything that it says, line by line."""
        return "\n".join(part.text() for part in self.findChildren(QLabel) if part.text() and not part.isHidden())

    def show_latest(self, sitting: Sitting) -> None:
        """The latest answer of this sitting, which has one."""
        self._sitting = sitting
        self._show(sitting, sitting.given[-1])

    def retranslate(self) -> None:
        if self._sitting is not None:
            self.show_latest(self._sitting)

    def _show(self, sitting: Sitting, given: Given) -> None:
        words, judged, moment = self._desk.words, given.judged, given.before.moment
        self._verdict.setText(f"{'✓' if judged.well else '✗'}  {words('drill_mended' if judged.well else 'drill_caught')}")
        self._verdict.setProperty("role", f"drill-{'mended' if judged.well else 'caught'}")
        self._verdict.style().unpolish(self._verdict)
        self._verdict.style().polish(self._verdict)
        self._overruled.setVisible(given.well != judged.well)
        self._overruled.setText(words("drill_you_say_good" if given.well else "drill_you_say_again"))
        self._back.setText(words("drill_comes_back", day=day_name(given.after.due, sitting.on, words.language)))
        self._sentence.setText(in_a_sentence(moment, judged).in_(words.language))
        for key, text in (("drill_you_said", judged.answer), ("drill_then", moment.answered)):
            caption, shown = self._rows[key]
            caption.setText(words(key))
            shown.setText(clean(text))
            caption.setVisible(bool(text))
            shown.setVisible(bool(text))
        self._better.setVisible(moment.better is not None)
        if moment.better is not None:
            self._better_name.setText(words("drill_also" if given.well else "say_instead"))
            self._better_text.setText(clean(moment.better.in_(moment.language)))
            self._better_hint.setText(words("from_this_call" if moment.better.from_this_call else "general"))
