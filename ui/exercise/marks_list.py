"""The marks of a scene as they come, the trainer's and those from the phones."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from coach.exercise.marks import CARDS, Mark
from coach.exercise.state import State
from coach.report.format import clean, clock
from coach.report.words import stage_name
from ui.desk import Desk
from ui.exercise.names import item_name
from ui.exercise.trainer import TRAINER


class MarksList(QListWidget):
    """`taken_back` with a Mark when Delete is pressed on it. The newest stands below, in sight unless one looks elsewhere."""

    taken_back = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: tuple[tuple[str, str], ...] = ()
        self.setObjectName("marks")
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setUniformItemSizes(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QListWidget.SelectionMode.SingleSelection)

    def show_marks(self, state: State, scene: int | None) -> None:
        marks = state.marks_of(scene) if scene is not None else ()
        texts = tuple((mark.uid, self._text(state, mark)) for mark in marks)
        if texts == self._shown:
            return
        bar = self.verticalScrollBar()
        is_below = bar.value() >= bar.maximum() - 4
        chosen = self.currentItem().data(Qt.ItemDataRole.UserRole).uid if self.currentItem() else None
        kept = 0  # a mark more is one line more, not a list made anew: thousands may come
        while kept < min(len(texts), len(self._shown)) and texts[kept] == self._shown[kept]:
            kept += 1
        while self.count() > kept:
            self.takeItem(self.count() - 1)
        colours = self._desk.theme.colours
        for mark, (uid, text) in zip(marks[kept:], texts[kept:], strict=True):
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, mark)
            look = "red" if mark.item in CARDS else "strength" if mark.plus else "missed"
            item.setForeground(_colour(colours.text_of(look)))
            self.addItem(item)
            if uid == chosen:
                self.setCurrentItem(item)
        self._shown = texts
        if is_below:
            self.scrollToBottom()

    def restart(self) -> None:
        """The texts or colours are others."""
        self._shown = ()
        self.clear()

    @property
    def mark(self) -> Mark | None:
        """The one that is chosen."""
        item = self.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.mark is not None:
            self.taken_back.emit(self.mark)
        else:
            super().keyPressEvent(event)

    def _text(self, state: State, mark: Mark) -> str:
        words = self._desk.words
        at_s = state.played_s(mark)
        sign = "▮" if mark.item in CARDS else "＋" if mark.plus else "－"
        by = words("trainer") if mark.by == TRAINER else state.session.name_of(mark.by)
        about = [clean(by)]
        if mark.stage:
            about.append(stage_name(mark.stage, words.language))
        if mark.words:
            about.append(f"“{clean(mark.words)}”")
        return f"{clock(at_s) if at_s is not None else '–'}  {sign} {item_name(mark.item, words)}\n{' · '.join(about)}"

    def sizeHint(self) -> QSize:
        return QSize(220, 200)


def _colour(name: str):
    from PySide6.QtGui import QBrush, QColor

    return QBrush(QColor(name))
