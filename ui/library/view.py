"""The list of calls on the screen: a click opens a call, the sign at its right end shows what else can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QListView

MORE = 30  # pixels at the right end of a row


def more_box(row: QRect) -> QRect:
    """Where the sign for more stands in a row."""
    return QRect(row.right() - MORE - 6, row.top(), MORE, row.height())


class CallView(QListView):
    """`asked_for_more` with the place on the screen where a menu is to open, about the current row."""

    asked_for_more = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        index = self.indexAt(place)
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and more_box(self.visualRect(index)).contains(place):
            self.setCurrentIndex(index)
            self.asked_for_more.emit(event.globalPosition().toPoint())
        else:
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By the right button where it was pressed, by the menu key beside the current row."""
        index = self.indexAt(event.pos())
        place = event.globalPos()
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(more_box(self.visualRect(index)).center())
        if index.isValid():
            self.setCurrentIndex(index)
            self.asked_for_more.emit(place)
