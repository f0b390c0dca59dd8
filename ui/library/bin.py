"""The bin: what was deleted, when it is gone for good, and taking it back; what the window does with it runs in jobs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from coach.library.bin import Binned, binned_calls, delete_call, undelete_call
from coach.library.store import open_library
from coach.report.format import clean
from ui.desk import Desk
from ui.library.model import when
from ui.widgets.parts import button, clear, column, flowing, label, row, scrolled


class BinDialog(QDialog):
    """`take_back` gets the uid of a call."""

    def __init__(self, parent: QWidget, desk: Desk, calls: Sequence[Binned], take_back: Callable[[str], None]) -> None:
        super().__init__(parent)
        self._take_back = take_back
        words = desk.words
        self.setWindowTitle(words("bin_title"))
        lines = column(self, margins=(26, 22, 26, 18), spacing=12)
        lines.addWidget(label(words("bin_title"), "heading"))
        page = QWidget()
        self._list = column(page, spacing=6)
        for call in calls:
            line = row(spacing=10)
            line.addWidget(flowing(words("bin_gone", title=clean(call.title), when=when(call.gone_at, words))), 1)
            line.addWidget(button(words("bin_take_back"), partial(self._back, line, call.uid)))
            self._list.addLayout(line)
        self._list.addStretch(1)
        lines.addWidget(scrolled(page), 1)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(button(words("close"), self.accept, "main"))
        lines.addLayout(foot)
        self.resize(560, 380)
        self.finished.connect(lambda result: self.deleteLater())

    def _back(self, line, uid: str) -> None:
        clear(line)
        self._take_back(uid)


def put_in(uid: str) -> None:
    """Raises UserError."""
    with open_library() as db:
        delete_call(db, uid)


def take_out(uid: str) -> None:
    """Raises UserError."""
    with open_library() as db:
        undelete_call(db, uid)


def read_bin() -> tuple[Binned, ...]:
    with open_library() as db:
        return binned_calls(db)
