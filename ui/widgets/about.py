"""What this program is."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from coach import __version__
from ui.desk import Desk
from ui.icons import logo
from ui.widgets.parts import button, column, label, row


class AboutDialog(QDialog):
    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        words = desk.words
        self.setWindowTitle(words("about"))
        lines = column(self, margins=(28, 24, 28, 18), spacing=14)
        sign = label()
        sign.setPixmap(logo(48))
        lines.addWidget(sign)
        lines.addWidget(label(words("about_text", version=__version__), wrap=True))
        foot = row()
        foot.addStretch(1)
        foot.addWidget(button(words("close"), self.accept, "main"))
        lines.addLayout(foot)
        self.setMinimumWidth(420)
        self.finished.connect(lambda result: self.deleteLater())
