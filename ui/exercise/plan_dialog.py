"""The plan changed while the session runs: somebody left, somebody came late."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QWidget

from coach.exercise.plan_check import problems, turns
from coach.exercise.session import Scene, Session
from coach.practice.format import Case
from ui.desk import Desk
from ui.exercise.plan_table import PlanTable
from ui.widgets.parts import button, column, flowing, label, row


class PlanDialog(QDialog):
    """`chosen` with the scenes when the user says so."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, desk: Desk, session: Session, cases: Sequence[Case]) -> None:
        super().__init__(parent)
        self._desk, self._session, self._cases = desk, session, cases
        words = desk.words
        self.setWindowTitle(words("plan"))
        lines = column(self, margins=(22, 18, 22, 16), spacing=10)
        lines.addWidget(label(words("plan"), "heading"))
        self.table = PlanTable(desk)
        lines.addWidget(self.table, 1)
        lines.addWidget(flowing(words("plan_hint"), "hint"))
        self._turns, self._problems = flowing(role="strong"), flowing(role="failed")
        lines.addWidget(self._turns)
        lines.addWidget(self._problems)
        foot = row(spacing=8)
        foot.addStretch(1)
        foot.addWidget(button(words("cancel"), self.reject))
        self.keep = button(words("save"), self._keep, "main")
        foot.addWidget(self.keep)
        lines.addLayout(foot)
        self.table.changed.connect(self._take)
        self.finished.connect(lambda result: self.deleteLater())
        self._take(session.scenes)

    def sizeHint(self) -> QSize:
        return QSize(820, 480)

    def _take(self, scenes: tuple[Scene, ...]) -> None:
        language = self._desk.words.language
        self._session = msgspec.structs.replace(self._session, scenes=scenes)
        self.table.show_plan(self._session, self._cases)
        found = problems(self._session)
        self._turns.setText(turns(self._session).in_(language))
        self._problems.setText("\n".join(text.in_(language) for text in found))
        self._problems.setVisible(bool(found))
        self.keep.setEnabled(not found)

    def _keep(self) -> None:
        self.chosen.emit(self._session.scenes)
        self.accept()
