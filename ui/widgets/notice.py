"""One line at the top of the window for what went wrong: a sentence, for a bug also its details."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame

from ui.jobs import Failure
from ui.messages import Words
from ui.widgets.parts import button, label, row


class Notice(QFrame):
    """Hidden until there is something to say; what is said stays until it is dismissed."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._words = words
        self._failure: Failure | None = None
        line = row(self, margins=(12, 8, 8, 8), spacing=8)
        self._text = label(wrap=True)
        self._copy = button("", self._copy_details)
        self._close = button("", self.hide)
        line.addWidget(self._text, 1)
        line.addWidget(self._copy)
        line.addWidget(self._close)
        self.hide()
        words.changed.connect(self._say)

    def show_failure(self, failure: Failure) -> None:
        self._failure = failure
        self._say()
        self.show()

    @property
    def text(self) -> str:
        return self._text.text()

    def _say(self) -> None:
        self._close.setText(self._words("dismiss"))
        self._copy.setText(self._words("copy_details"))
        if self._failure:
            self._text.setText(self._failure.text.in_(self._words.language))
            self._copy.setVisible(self._failure.details is not None)

    def _copy_details(self) -> None:
        if self._failure and self._failure.details:
            QGuiApplication.clipboard().setText(self._failure.details)
            self._copy.setText(self._words("copied"))
