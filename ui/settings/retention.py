"""For how many days calls are kept; off at first, and never switched on without saying what it does now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QSpinBox, QWidget

from coach.library.bin import BIN_DAYS, older_calls
from coach.library.store import open_library
from coach.settings import Settings
from ui.desk import Desk
from ui.widgets.parts import button, column, flowing, frame, row

USUAL_DAYS, MOST_DAYS = 365, 36_500


class RetentionChoice(QWidget):
    """`change` saves settings and says whether it could; `calls_changed` when calls may have gone into the bin."""

    calls_changed = Signal()
    failed = Signal(object)  # Failure

    def __init__(self, desk: Desk, change: Callable[..., bool]) -> None:
        super().__init__()
        self._desk, self._change = desk, change
        self._saved: int | None = None
        self._old = 0
        lines = column(self, spacing=6)
        line = row(spacing=10)
        self._on, self._days = QCheckBox(), QSpinBox()
        self._days.setRange(1, MOST_DAYS)
        self._days.setValue(USUAL_DAYS)
        self._days.setMinimumWidth(70)
        self._on.clicked.connect(self._show_choice)
        self._days.valueChanged.connect(self._show_choice)
        self._apply = button("", self._ask)
        for part in (self._on, self._days, self._apply):
            line.addWidget(part)
        line.addStretch(1)
        lines.addLayout(line)
        self._hint = flowing(role="hint")
        lines.addWidget(self._hint)
        lines.addWidget(self._make_sure())
        desk.words.changed.connect(self.retranslate)
        self.retranslate()
        self._show_choice()

    def show_setting(self, settings: Settings) -> None:
        self._saved = settings.delete_after_days
        self._on.setChecked(self._saved is not None)
        self._days.setValue(self._saved or USUAL_DAYS)
        self._show_choice()

    def retranslate(self) -> None:
        words = self._desk.words
        self._on.setText(words("retention_on"))
        self._days.setAccessibleName(words("retention_days"))
        self._hint.setText(words("retention_hint", bin=BIN_DAYS))
        self._apply.setText(words("retention_apply"))
        self._yes.setText(words("retention_yes"))
        self._no.setText(words("cancel"))
        self._say_sure()

    @property
    def _chosen(self) -> int | None:
        return self._days.value() if self._on.isChecked() else None

    def _make_sure(self) -> QFrame:
        self._sure = frame("notice")
        line = row(self._sure, margins=(12, 8, 8, 8), spacing=8)
        self._question = flowing()
        self._yes, self._no = button("", self._save), button("", self._take_back)
        line.addWidget(self._question, 1)
        line.addWidget(self._yes)
        line.addWidget(self._no)
        self._sure.hide()
        return self._sure

    def _show_choice(self) -> None:
        self._days.setEnabled(self._on.isChecked())
        self._apply.setEnabled(self._chosen != self._saved)
        self._sure.hide()

    def _ask(self) -> None:
        """Count first what would go."""
        days = self._chosen
        if days is None:
            self._save()
            return
        job = self._desk.jobs.start(lambda handle: _older(days))
        job.done.connect(self._make_certain)
        job.failed.connect(self.failed)

    def _make_certain(self, old: int) -> None:
        self._old = old
        if not old:
            self._save()
            return
        self._say_sure()
        self._sure.show()
        self._no.setFocus()

    def _say_sure(self) -> None:
        self._question.setText(self._desk.words("retention_sure", n=self._old, days=self._days.value()))

    def _save(self) -> None:
        if self._change(delete_after_days=self._chosen):
            self._saved = self._chosen
            self.calls_changed.emit()
        self._show_choice()

    def _take_back(self) -> None:
        self._on.setChecked(self._saved is not None)
        self._days.setValue(self._saved or USUAL_DAYS)
        self._show_choice()


def _older(days: int) -> int:
    with open_library() as db:
        return older_calls(db, days)
