"""A case as the rep may see it: who calls, how they feel, what happened, what to reach, what can be looked up."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel

from coach.model import Language
from coach.practice.format import Case
from ui.desk import Desk
from ui.practise.tall import Tall
from ui.widgets.parts import column, label, row, scrolled


class CaseCard(QFrame):
    """Empty texts stay hidden; without a case it says how one practises without."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._case: Case | None = None
        self._language: Language = "en"
        self.setObjectName("sheet")
        whole = column(self, margins=(4, 4, 4, 4))
        page = Tall()
        lines = column(page, margins=(18, 14, 16, 16), spacing=4)
        lines.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._title = label(role="title", wrap=True)
        lines.addWidget(self._title)
        signs = row(spacing=6)
        self._temper, self._style = label(role="unclear"), label(role="plain")
        signs.addWidget(self._temper)
        signs.addWidget(self._style)
        signs.addStretch(1)
        lines.addLayout(signs)
        self._parts: dict[str, tuple[QLabel, QLabel]] = {}
        for key in ("case_customer", "situation", "your_goal", "look_up"):
            caption, text = label(role="caption"), label(wrap=True, rich=key == "look_up")
            lines.addSpacing(6)
            lines.addWidget(caption)
            lines.addWidget(text)
            self._parts[key] = (caption, text)
        whole.addWidget(scrolled(page))
        self.show_case(None, "en")

    def show_case(self, case: Case | None, language: Language) -> None:
        """`language`: the one the customer talks."""
        self._case, self._language = case, language
        words = self._desk.words
        self._title.setText(case.title.in_(language) if case else words("no_case"))
        for shown, key in ((self._temper, f"temper_{case.temper}" if case else ""), (self._style, f"style_{case.style}" if case else "")):
            shown.setVisible(bool(key))
            shown.setText(words(key) if key else "")
        texts = {"situation": words("no_case_how")}
        if case:
            texts = {
                "case_customer": case.customer.in_(language),
                "situation": case.situation.in_(language),
                "your_goal": case.goal.in_(language),
                "look_up": _listed(case.facts.in_(language)),
            }
        for key, (caption, text) in self._parts.items():
            caption.setText(words(key))
            caption.setVisible(case is not None and bool(texts.get(key)))
            text.setText(texts.get(key, ""))
            text.setVisible(bool(texts.get(key)))

    def retranslate(self) -> None:
        self.show_case(self._case, self._language)


def _listed(facts: Sequence[str]) -> str:
    """As a list whose lines hang below their words, not below the sign; "" without any."""
    items = "".join(f"<li>{escape(fact)}</li>" for fact in facts)
    return f'<ul style="margin-left: 14px; -qt-list-indent: 0;">{items}</ul>' if items else ""
