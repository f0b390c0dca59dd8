"""What the window relies on in the Qt binding itself."""

from __future__ import annotations

import sys

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget


def test_calls_into_qt_lose_no_reference(app):
    """PySide6 6.12.0 on Python 3.11 lost one of None with every call, and the program died of it after some minutes."""
    widget = QWidget()
    before = [sys.getrefcount(value) for value in (None, True, False)]
    for _ in range(500):
        widget.update()
        QTest.qWait(0)
        widget.blockSignals(False)
    after = [sys.getrefcount(value) for value in (None, True, False)]
    widget.deleteLater()
    assert all(abs(new - old) < 250 for old, new in zip(before, after, strict=True))
