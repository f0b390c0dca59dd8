"""Keys of a page: they work while the keyboard is anywhere on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget


def key_action(page: QWidget, keys: str, do: Callable[[], object], *also: str) -> QAction:
    """An action of `page` under these keys, and under those in `also`; Enter is Return as well, wherever it stands on the keyboard."""
    action = QAction(page)
    action.setShortcuts([keys, *(["Return"] if keys == "Enter" else []), *also])
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda checked=False: do())
    page.addAction(action)
    return action
