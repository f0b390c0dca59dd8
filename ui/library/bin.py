"""The bin: what was deleted, when it is gone for good, taking it back, and emptying it; what the window does with it runs in jobs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QWidget

from coach.library.bin import Binned, binned_calls, delete_call, empty_bin, undelete_call
from coach.library.store import open_library
from coach.report.format import clean
from ui.desk import Desk
from ui.library.model import when
from ui.widgets.parts import button, clear, column, flowing, frame, label, row, scrolled


class BinDialog(QDialog):
    """`take_back` gets the uid of a call; `empty` is called once the user is sure."""

    def __init__(
        self, parent: QWidget, desk: Desk, calls: Sequence[Binned], take_back: Callable[[str], None], empty: Callable[[], None]
    ) -> None:
        super().__init__(parent)
        self._desk, self._take_back, self._empty, self._left = desk, take_back, empty, len(calls)
        words = desk.words
        self.setWindowTitle(words("bin_title"))
        lines = column(self, margins=(26, 22, 26, 18), spacing=12)
        lines.addWidget(label(words("bin_title"), "heading"))
        page = QWidget()
        self._list = column(page, spacing=10)
        for call in calls:
            line = row(spacing=10)
            about = column(spacing=1)
            about.addWidget(flowing(clean(call.title), "strong"))
            about.addWidget(flowing(words("bin_gone", when=when(call.gone_at, words)), "hint"))
            line.addLayout(about, 1)
            back = button(words("bin_take_back"), partial(self._back, line, call.uid))
            back.setAccessibleName(f"{words('bin_take_back')}{words.colon}{clean(call.title)}")
            line.addWidget(back)
            self._list.addLayout(line)
        self._nothing = label(words("bin_nothing"), "soft")
        self._list.addWidget(self._nothing)
        self._list.addStretch(1)
        lines.addWidget(scrolled(page), 1)
        lines.addWidget(self._make_sure())
        foot = row(spacing=10)
        self._all = button(words("bin_empty"), self._ask)
        foot.addWidget(self._all)
        foot.addStretch(1)
        foot.addWidget(button(words("close"), self.accept, "main"))
        lines.addLayout(foot)
        self._show_left()
        self.resize(560, 380)
        self.finished.connect(lambda result: self.deleteLater())

    def _make_sure(self) -> QFrame:
        words = self._desk.words
        self._sure = frame("notice")
        line = row(self._sure, margins=(12, 8, 8, 8), spacing=8)
        self._question = flowing()
        self._no = button(words("cancel"), self._sure.hide)
        line.addWidget(self._question, 1)
        line.addWidget(button(words("bin_empty_yes"), self._go_ahead))
        line.addWidget(self._no)
        self._sure.hide()
        return self._sure

    def _back(self, line: QHBoxLayout, uid: str) -> None:
        clear(line)
        self._left -= 1
        self._sure.hide()
        self._show_left()
        self._take_back(uid)

    def _ask(self) -> None:
        self._question.setText(self._desk.words("bin_empty_sure", n=self._left))
        self._sure.show()
        self._no.setFocus()

    def _go_ahead(self) -> None:
        self._empty()
        self.accept()

    def _show_left(self) -> None:
        self._nothing.setVisible(not self._left)
        self._all.setEnabled(self._left > 0)


def put_in(uid: str) -> None:
    """Raises UserError."""
    with open_library() as db:
        delete_call(db, uid)


def take_out(uid: str) -> None:
    """Raises UserError."""
    with open_library() as db:
        undelete_call(db, uid)


def empty() -> int:
    """How many calls are gone for good. Raises UserError."""
    with open_library() as db:
        return empty_bin(db)


def read_bin() -> tuple[Binned, ...]:
    with open_library() as db:
        return binned_calls(db)
