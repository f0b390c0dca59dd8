"""Boxes to choose from that keep their choice when their texts change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel

from ui.widgets.parts import label


def fill(box: QComboBox, entries: Sequence[tuple[str, object]], *, chosen: object = ...) -> None:
    """New texts and the same choice, or `chosen`; the first entry when that is not there. No signal is sent."""
    wanted = (box.currentData() if box.count() else None) if chosen is ... else chosen
    box.blockSignals(True)
    box.clear()
    for text, value in entries:
        box.addItem(text, value)
        box.setItemData(box.count() - 1, text, Qt.ItemDataRole.ToolTipRole)
    at = next((place for place, (_, value) in enumerate(entries) if value == wanted), 0)
    box.setCurrentIndex(at)
    box.blockSignals(False)


def box_with_caption() -> tuple[QLabel, QComboBox]:
    """A caption and its box, which takes whatever width there is."""
    caption, box = label(role="hint"), QComboBox()
    caption.setBuddy(box)
    box.setMinimumWidth(60)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return caption, box
