"""Language, look, hearing, privacy, data and keys on one page; every choice holds at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from coach.errors import UserError
from coach.library.storage import INSIDE, NAMES, Part
from coach.paths import data_folder
from coach.report.format import size
from coach.settings import Settings, change_settings, load_settings
from ui.desk import Desk
from ui.jobs import Failure
from ui.settings.models import ModelChoice
from ui.settings.retention import RetentionChoice
from ui.widgets.fill import fill
from ui.widgets.parts import button, clear, column, flowing, frame, label, row, scrolled

_EDGES = (28, 22, 28, 18)
WIDEST = 760  # pixels: longer lines are hard to read


class SettingsScreen(QWidget):
    """`language_chosen`, `theme_chosen` with the choice; `calls_changed` when retention has put calls into the bin."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    asked_for_shortcuts = Signal()
    asked_for_backup = Signal()
    asked_for_restore = Signal()
    calls_changed = Signal()
    failed = Signal(object)  # Failure

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._parts: Sequence[Part] = ()
        self._texts: list[tuple[QLabel | QCheckBox, str]] = []
        page = QWidget()
        self._lines = lines = column(page, margins=_EDGES, spacing=12)
        lines.addWidget(self._text("settings", "heading"))
        self._make_look(self._section(lines, "set_look"))
        self._model = ModelChoice(desk, self._change)
        self._section(lines, "set_hearing").addWidget(self._model)
        self._make_privacy(self._section(lines, "set_privacy"))
        self._make_data(self._section(lines, "set_data"))
        self._keys = button("", self.asked_for_shortcuts.emit)
        keys = self._section(lines, "set_keys")
        keys.addWidget(self._keys, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addStretch(1)
        column(self).addWidget(scrolled(page))
        self._model.failed.connect(self.failed)
        self._retention.failed.connect(self.failed)
        self._retention.calls_changed.connect(self._calls_changed)
        desk.words.changed.connect(self.retranslate)
        desk.words.chosen.connect(self._show_look)
        desk.theme.changed.connect(self._show_look)
        self.retranslate()

    def reload(self) -> None:
        """Read the settings again, and measure beside the window what takes how much room."""
        try:
            settings = load_settings()
        except UserError as error:
            self.failed.emit(Failure(error.text))
            settings = Settings()
        self._offline.setChecked(settings.stay_offline)
        self._retention.show_setting(settings)
        self._model.reload(settings)
        self._measure()

    def take_focus(self) -> None:
        self._language.setFocus()

    @property
    def parts(self) -> Sequence[Part]:
        """What takes how much room; empty until it is measured."""
        return self._parts

    @property
    def models_read(self) -> bool:
        return self._model.is_read

    def retranslate(self) -> None:
        words = self._desk.words
        for shown, key in self._texts:
            shown.setText(words(key))
        for box, key in ((self._language, "language"), (self._theme, "theme")):
            box.setAccessibleName(words(key))
        self._keys.setText(words("keys_show"))
        self._open.setText(words("data_open"))
        self._back_up.setText(words("back_up"))
        self._restore.setText(words("restore"))
        self._show_look()
        self._show_parts(self._parts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left, top, right, bottom = _EDGES
        self._lines.setContentsMargins(left, top, max(right, self.width() - WIDEST - left), bottom)

    # --- made once

    def _section(self, lines: QVBoxLayout, key: str) -> QVBoxLayout:
        lines.addWidget(self._text(key, "title"))
        sheet = frame("sheet")
        inside = column(sheet, margins=(18, 14, 18, 14), spacing=8)
        lines.addWidget(sheet)
        return inside

    def _text(self, key: str, role: str | None = None, *, wrap: bool = False) -> QLabel:
        made = flowing(role=role) if wrap else label(role=role)
        self._texts.append((made, key))
        return made

    def _make_look(self, lines: QVBoxLayout) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        self._language, self._theme = QComboBox(), QComboBox()
        self._language.activated.connect(lambda index: self.language_chosen.emit(self._language.currentData()))
        self._theme.activated.connect(lambda index: self.theme_chosen.emit(self._theme.currentData()))
        for place, (key, box) in enumerate((("language", self._language), ("theme", self._theme))):
            grid.addWidget(self._text(key), place, 0)
            grid.addWidget(box, place, 1)
            box.setMinimumWidth(180)
        grid.setColumnStretch(2, 1)
        lines.addLayout(grid)

    def _make_privacy(self, lines: QVBoxLayout) -> None:
        self._offline = QCheckBox()
        self._texts.append((self._offline, "stay_offline"))
        self._offline.clicked.connect(self._choose_offline)
        lines.addWidget(self._offline)
        lines.addWidget(self._text("offline_hint", "hint", wrap=True))
        self._retention = RetentionChoice(self._desk, self._change)
        lines.addSpacing(4)
        lines.addWidget(self._retention)

    def _make_data(self, lines: QVBoxLayout) -> None:
        lines.addWidget(self._text("data_where", wrap=True))
        line = row(spacing=10)
        self._where = flowing(str(data_folder()), "strong")
        self._where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self._open = button("", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(data_folder()))))
        line.addWidget(self._where, 1)
        line.addWidget(self._open)
        lines.addLayout(line)
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(18)
        self._table.setVerticalSpacing(4)
        self._table.setColumnStretch(0, 1)
        lines.addLayout(self._table)
        self._back_up, self._restore = button("", self.asked_for_backup.emit), button("", self.asked_for_restore.emit)
        foot = row(spacing=10)
        foot.addWidget(self._back_up)
        foot.addWidget(self._restore)
        foot.addStretch(1)
        lines.addSpacing(4)
        lines.addLayout(foot)

    # --- showing

    def _show_look(self) -> None:
        words = self._desk.words
        languages = [(words("language_system"), "system"), ("中文", "zh"), ("English", "en")]
        fill(self._language, languages, chosen=words.choice)
        themes = {"system": "theme_system", "light": "theme_light", "dark": "theme_dark"}
        fill(self._theme, [(words(key), choice) for choice, key in themes.items()], chosen=self._desk.theme.choice)

    def _measure(self) -> None:
        from coach.library.storage import parts

        job = self._desk.jobs.start(lambda handle: parts())
        job.done.connect(self._show_parts)
        job.failed.connect(self.failed)

    def _show_parts(self, parts: Sequence[Part]) -> None:
        words = self._desk.words
        self._parts = parts
        clear(self._table)
        if not parts:
            self._table.addWidget(label(words("data_measuring"), "soft"), 0, 0)
        for place, part in enumerate(parts):
            name = NAMES[part.id].in_(words.language)
            name = name[:1].upper() + name[1:]
            if part.count is not None:
                name = words("data_counted", name=name, n=part.count)
            role = "soft" if part.id in INSIDE else "strong" if part.id == "total" else None
            named, amount = flowing(name, role), label(size(part.size_bytes), role)
            named.setContentsMargins(18 if part.id in INSIDE else 0, 0, 0, 0)
            self._table.addWidget(named, place, 0)
            self._table.addWidget(amount, place, 1, Qt.AlignmentFlag.AlignRight)

    # --- choosing

    def _choose_offline(self, on: bool) -> None:
        if self._change(stay_offline=on):
            self._model.reload(load_settings())
        else:
            self._offline.setChecked(not on)

    def _calls_changed(self) -> None:
        self._measure()
        self.calls_changed.emit()

    def _change(self, **settings: object) -> bool:
        """Whether the settings could be saved."""
        try:
            change_settings(**settings)
        except UserError as error:
            self.failed.emit(Failure(error.text))
            return False
        return True

    def sizeHint(self) -> QSize:
        return QSize(900, 600)
