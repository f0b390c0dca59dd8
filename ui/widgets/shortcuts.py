"""Every key, in one small window."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from ui.desk import Desk
from ui.widgets.parts import button, column, flowing, label, row

WINDOW_KEYS = (
    ("open_files", "Ctrl+O"), ("calls", "Ctrl+1"), ("files", "Ctrl+2"), ("practise", "Ctrl+3"), ("drill", "Ctrl+4"),
    ("progress", "Ctrl+5"), ("roleplay", "Ctrl+6"), ("settings", "Ctrl+,"), ("start_recording", "Ctrl+R"), ("full_screen", "F11"), ("shortcuts", "F1"),
)  # fmt: skip
COLUMNS = 3  # two would be higher than a small screen


class ShortcutsDialog(QDialog):
    def __init__(self, parent: QWidget, desk: Desk, actions: dict[str, QAction]) -> None:
        super().__init__(parent)
        words = desk.words
        self.setWindowTitle(words("shortcuts"))
        lines = column(self, margins=(26, 22, 26, 18), spacing=14)
        lines.addWidget(label(words("shortcuts"), "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(7)
        rows = [(words(name), action.shortcut()) for name, action in actions.items()]
        rows += [(words(name), QKeySequence(keys)) for name, keys in WINDOW_KEYS]
        high = -(-len(rows) // COLUMNS)
        for place, (name, keys) in enumerate(rows):
            beside = 3 * (place // high)
            grid.addWidget(label(name), place % high, beside)
            grid.addWidget(label(keys.toString(QKeySequence.SequenceFormat.NativeText), "strong"), place % high, beside + 1)
        for between in range(1, COLUMNS):
            grid.setColumnMinimumWidth(3 * between - 1, 12)
        lines.addLayout(grid)
        lines.addWidget(flowing(words("timeline_keys"), "hint"))
        lines.addWidget(flowing(f"{words('roleplay')}{words.colon}{words('mark_keys')}", "hint"))
        foot = row()
        foot.addStretch(1)
        foot.addWidget(button(words("close"), self.accept, "main"))
        lines.addLayout(foot)
        self.finished.connect(lambda result: self.deleteLater())
