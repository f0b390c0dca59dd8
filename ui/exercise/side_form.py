"""What one person says of a scene: three sliders, and for the player a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QSlider

from ui.desk import Desk
from ui.widgets.parts import button, column, label, row

OWN = ("manner", "feeling", "matter")
FELT = ("taken_seriously", "understood", "would_come_back")


_OWN_KEYS = (Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class _Slider(QSlider):
    """Keeps its keys for itself, which are the clock's elsewhere on the page."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and event.key() in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)


class SideForm(QFrame):
    """`kept` with what was chosen, by name; `title` says who is asked. `values` are those kept before, {} without."""

    kept = Signal(dict)

    def __init__(self, desk: Desk, title: str, names: tuple[str, ...], values: Mapping[str, object]) -> None:
        super().__init__()
        words = desk.words
        is_own = names == OWN
        low, high = (0, 10) if is_own else (1, 5)
        self.setObjectName("sheet")
        lines = column(self, margins=(16, 10, 16, 12), spacing=6)
        lines.addWidget(label(title, "strong", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        self.sliders: dict[str, QSlider] = {}
        for place, name in enumerate(names):
            caption, slider, shown = QLabel(words(f"{'own' if is_own else 'felt'}_{name}")), _Slider(Qt.Orientation.Horizontal), label(role="strong")
            slider.setRange(low, high)
            slider.setValue(int(values.get(name, (low + high) // 2)))
            slider.setAccessibleName(caption.text())
            caption.setBuddy(slider)
            shown.setText(str(slider.value()))
            shown.setMinimumWidth(24)
            slider.valueChanged.connect(lambda value, shown=shown: shown.setText(str(value)))
            slider.valueChanged.connect(self._changed)
            self.sliders[name] = slider
            for at, part in enumerate((caption, slider, shown)):
                grid.addWidget(part, place, at)
        grid.setColumnStretch(1, 1)
        lines.addLayout(grid)
        foot = row(spacing=10)
        self.sentence = QLineEdit(str(values.get("sentence", "")))
        self.sentence.setMaxLength(400)
        self.sentence.setPlaceholderText(words("own_sentence"))
        self.sentence.setAccessibleName(words("own_sentence"))
        self.sentence.textEdited.connect(self._changed)
        self.sentence.returnPressed.connect(self._keep)
        self._told = label(words("view_kept") if values else "", "hint")
        self._kept_word = words("view_kept")
        self.keep = button(words("keep_view"), self._keep, "main")
        foot.addWidget(self.sentence, 1)
        if not is_own:
            self.sentence.hide()
            foot.addStretch(1)
        foot.addWidget(self._told)
        foot.addWidget(self.keep)
        lines.addLayout(foot)

    def _changed(self) -> None:
        self._told.clear()

    def _keep(self) -> None:
        chosen: dict[str, object] = {name: slider.value() for name, slider in self.sliders.items()}
        if not self.sentence.isHidden():
            chosen["sentence"] = " ".join(self.sentence.text().split())
        self._told.setText(self._kept_word)
        self.kept.emit(chosen)
