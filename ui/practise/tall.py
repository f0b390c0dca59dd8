"""What a scrolling frame shows: exactly as high as its lines are at the width there is."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget


class Tall(QWidget):
    """A plain widget asks for the height that its wrapped lines would have at their narrowest."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)
