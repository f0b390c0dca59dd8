"""Labels, buttons, frames and boxes with the roles that the style sheet knows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

Margins = tuple[int, int, int, int]


def label(text: str = "", role: str | None = None, *, wrap: bool = False, rich: bool = False) -> QLabel:
    """Text from calls is never read as markup unless `rich` is asked for."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
    made.setText(text)
    if role:
        made.setProperty("role", role)
    if wrap:
        made.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
        made.setMinimumWidth(40)
    return made


def flowing(text: str = "", role: str | None = None) -> QLabel:
    """A wrapped label for pages that scroll: as high as its width needs, and no higher."""
    made = label(text, role, wrap=True)
    policy = made.sizePolicy()
    policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
    made.setSizePolicy(policy)
    return made


def button(text: str, clicked: Callable[[], object], role: str | None = None) -> QPushButton:
    made = QPushButton(text)
    if role:
        made.setProperty("role", role)
    if role in ("link", "count", "fold"):
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.clicked.connect(lambda: clicked())
    return made


def tool(role: str | None = None, *, checkable: bool = False) -> QToolButton:
    made = QToolButton()
    made.setCheckable(checkable)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if role:
        made.setProperty("role", role)
    return made


def frame(name: str) -> QFrame:
    made = QFrame()
    made.setObjectName(name)
    return made


def rule(name: str = "rule", *, height: int = 1) -> QFrame:
    made = frame(name)
    made.setFixedHeight(height)
    return made


def column(parent: QWidget | None = None, *, margins: Margins = (0, 0, 0, 0), spacing: int = 6) -> QVBoxLayout:
    return _box(QVBoxLayout(parent) if parent else QVBoxLayout(), margins, spacing)


def row(parent: QWidget | None = None, *, margins: Margins = (0, 0, 0, 0), spacing: int = 6) -> QHBoxLayout:
    return _box(QHBoxLayout(parent) if parent else QHBoxLayout(), margins, spacing)


class Page(QWidget):
    """What a scroll area holds when it has wrapped text: as high as that text needs at the width there is.

    Qt would keep the height that all of it has at its narrowest, and leave a gap many screens high.
    """

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


def scrolled(content: QWidget) -> QScrollArea:
    """`content` in a frame that scrolls up and down, never sideways."""
    content.setObjectName("page")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(content)
    return area


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (inner := item.layout()) is not None:
            clear(inner)
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()


def _box(box: QBoxLayout, margins: Margins, spacing: int) -> QBoxLayout:
    box.setContentsMargins(*margins)
    box.setSpacing(spacing)
    return box
