"""Recordings that were interrupted, offered: keep and score, or delete."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from coach.recording.recovery import Unfinished
from coach.report.format import duration
from ui.desk import Desk
from ui.library.model import when
from ui.widgets.parts import button, clear, column, frame, label, row


class Interrupted(QWidget):
    """`kept` and `deleted` with the folder that the user chose it for. Hidden while there are none."""

    kept = Signal(object)
    deleted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.found: tuple[Unfinished, ...] = ()
        self._lines = column(self, spacing=8)
        self.hide()

    def show_found(self, found: Sequence[Unfinished]) -> None:
        self.found = tuple(found)
        self.retranslate()
        self.setVisible(bool(found))

    def retranslate(self) -> None:
        words = self._desk.words
        clear(self._lines)
        for each in self.found:
            sheet = frame("notice")
            line = row(sheet, margins=(14, 8, 10, 8), spacing=8)
            if each.about is None or each.duration_s is None:
                line.addWidget(label(words("interrupted_damaged", name=each.folder.name), wrap=True), 1)
            else:
                length = duration(each.duration_s, words.language)
                text = words("interrupted", when=when(each.about.started_at, words), length=length)
                line.addWidget(label(text, wrap=True), 1)
                line.addWidget(button(words("keep_and_score"), partial(self.kept.emit, each.folder), "main"))
                line.addWidget(button(words("delete"), partial(self._ask, each)))
            self._lines.addWidget(sheet)

    def _ask(self, found: Unfinished) -> None:
        words = self._desk.words
        text = words("delete_recording_sure", when=when(found.about.started_at, words))
        box = QMessageBox(QMessageBox.Icon.Warning, words("delete_recording"), text, parent=self.window())
        delete = box.addButton(words("delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(words("cancel"), QMessageBox.ButtonRole.RejectRole))
        box.finished.connect(lambda result: self._answered(box, delete, found))
        box.open()

    def _answered(self, box: QMessageBox, delete: object, found: Unfinished) -> None:
        if box.clickedButton() is delete:
            self.deleted.emit(found.folder)
        box.deleteLater()
