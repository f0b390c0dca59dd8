"""The sessions there are, the newest first; what is under way says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMessageBox, QWidget

from coach.exercise.sessions import Found
from coach.report.format import clean
from ui.desk import Desk
from ui.library.model import when
from ui.widgets.parts import button, column, frame, label, row


class SessionsList(QWidget):
    """`opened` and `deleted` with the Found that the user chose it for."""

    opened = Signal(object)
    deleted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: tuple[Found, ...] = ()
        whole = column(self)
        sheet = frame("sheet")
        lines = column(sheet, margins=(8, 10, 8, 8), spacing=6)
        self._title = label(role="caption")
        self.list = QListWidget()
        self.list.setObjectName("cases")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda item: self._open())
        self.list.currentItemChanged.connect(lambda item, before: self._enable())
        self.open, self.delete = button("", self._open), button("", self._ask)
        foot = row(spacing=6)
        foot.addWidget(self.open, 1)
        foot.addWidget(self.delete)
        lines.addWidget(self._title)
        lines.addWidget(self.list, 1)
        lines.addLayout(foot)
        whole.addWidget(sheet)
        self.setMinimumWidth(170)

    def show_found(self, found: Sequence[Found]) -> None:
        self._found = tuple(found)
        self.setVisible(bool(found))
        self.list.clear()
        for each in self._found:
            item = QListWidgetItem(self._text(each))
            item.setData(Qt.ItemDataRole.UserRole, each)
            self.list.addItem(item)
        self._enable()

    def retranslate(self) -> None:
        words = self._desk.words
        self._title.setText(words("sessions"))
        self.list.setAccessibleName(words("sessions"))
        self.open.setText(words("open_session"))
        self.delete.setText(words("delete"))
        self.delete.setToolTip(words("delete_session"))
        self.show_found(self._found)

    def _text(self, found: Found) -> str:
        words = self._desk.words
        if found.state is None:
            return found.error.in_(words.language)
        session = found.state.session
        how = "session_over" if found.state.is_closed else "session_on" if found.is_on else "session_planned"
        moment = when(datetime.fromtimestamp(found.changed_s).astimezone().isoformat(), words)
        facts = words("session_facts", people=len(session.people), scenes=len(session.scenes))
        return f"{clean(session.title)}\n{words(how)} · {moment}\n{facts}"

    @property
    def _chosen(self) -> Found | None:
        item = self.list.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item else None

    def _enable(self) -> None:
        chosen = self._chosen
        self.open.setEnabled(chosen is not None and chosen.state is not None)
        self.delete.setEnabled(chosen is not None)

    def _open(self) -> None:
        if self._chosen is not None and self._chosen.state is not None:
            self.opened.emit(self._chosen)

    def _ask(self) -> None:
        words, chosen = self._desk.words, self._chosen
        if chosen is None:
            return
        text = words("delete_session_sure", title=clean(chosen.state.session.title)) if chosen.state else words("delete_damaged_sure")
        box = QMessageBox(QMessageBox.Icon.Warning, words("delete_session"), text, parent=self.window())
        delete = box.addButton(words("delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(words("cancel"), QMessageBox.ButtonRole.RejectRole))
        box.finished.connect(lambda result: self._answered(box, delete, chosen))
        box.open()

    def _answered(self, box: QMessageBox, delete: object, chosen: Found) -> None:
        if box.clickedButton() is delete:
            self.deleted.emit(chosen)
        box.deleteLater()

    def sizeHint(self) -> QSize:
        return QSize(200, 400)
