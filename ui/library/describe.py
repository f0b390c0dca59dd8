"""A call's title, tags and note, to be written."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QWidget

from coach.library.about import MAX_NOTE, MAX_TITLE, write_about
from coach.library.find import Hit
from coach.library.store import open_library
from ui.desk import Desk
from ui.widgets.parts import button, column, label, row

_COMMAS = re.compile("[,，、;；\n]")


class DescribeDialog(QDialog):
    """`write` gets title, note and tags when they are to be saved."""

    def __init__(self, parent: QWidget, desk: Desk, hit: Hit, write: Callable[[str, str, tuple[str, ...]], None]) -> None:
        super().__init__(parent)
        self._write = write
        words = desk.words
        self.setWindowTitle(words("describe").rstrip("…"))
        lines = column(self, margins=(26, 22, 26, 18), spacing=6)
        self.title, self.tags, self.note = QLineEdit(hit.call.title), QLineEdit(", ".join(hit.tags)), QPlainTextEdit(hit.note)
        self.title.setMaxLength(MAX_TITLE)
        self.note.setTabChangesFocus(True)
        for key, field in (("call_title", self.title), ("call_tags", self.tags), ("call_note", self.note)):
            caption = label(words(key), "hint")
            caption.setBuddy(field)
            field.setAccessibleName(words(key))
            lines.addWidget(caption)
            lines.addWidget(field)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(button(words("cancel"), self.reject))
        save = button(words("save"), self._save, "main")
        save.setDefault(True)
        foot.addWidget(save)
        lines.addSpacing(6)
        lines.addLayout(foot)
        self.setMinimumWidth(480)
        self.title.selectAll()
        self.finished.connect(lambda result: self.deleteLater())

    def _save(self) -> None:
        tags = tuple(tag.strip() for tag in _COMMAS.split(self.tags.text()) if tag.strip())
        self._write(self.title.text(), self.note.toPlainText()[:MAX_NOTE], tags)
        self.accept()


def write_down(uid: str, title: str, note: str, tags: tuple[str, ...]) -> None:
    """Raises UserError."""
    with open_library() as db:
        write_about(db, uid, title=title, note=note, tags=tags)
