"""From one day to another, from one score to another: shown only while somebody asks for such a range."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, QSignalBlocker, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLabel, QSpinBox, QWidget

from ui.desk import Desk
from ui.widgets.parts import label, row

FIRST_DAY = QDate(2000, 1, 1)
AT_FIRST_DAYS = 30  # the range that a range begins with


class _Range(QWidget):
    """A caption, two fields and a dash between them; `changed` when either is another."""

    changed = Signal()

    def __init__(self, desk: Desk, caption: str) -> None:
        super().__init__()
        self._desk, self._key = desk, caption
        self._line: QHBoxLayout = row(self, spacing=8)
        self._caption: QLabel = label(role="soft")
        self._line.addWidget(self._caption)

    def _put(self, low: QWidget, high: QWidget) -> None:
        self._low, self._high = low, high
        self._line.addWidget(low)
        self._line.addWidget(label("–", "soft"))
        self._line.addWidget(high)
        self._caption.setBuddy(low)

    def retranslate(self) -> None:
        words = self._desk.words
        self._caption.setText(words(self._key))
        self._low.setAccessibleName(words("range_from", name=words(self._key)))
        self._high.setAccessibleName(words("range_to", name=words(self._key)))


class Days(_Range):
    """Two days, both included, in whichever order they are written."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "range_days")
        today = date.today()
        self.low, self.high = (self._field(day) for day in (today - timedelta(days=AT_FIRST_DAYS - 1), today))
        self._put(self.low, self.high)

    def span(self) -> tuple[date, date]:
        low, high = sorted((self.low.date().toPython(), self.high.date().toPython()))
        return low, high

    def retranslate(self) -> None:
        super().retranslate()
        language = QLocale.Language.Chinese if self._desk.words.language == "zh" else QLocale.Language.English
        for field in (self.low, self.high):
            field.setLocale(QLocale(language))
            field.calendarWidget().setLocale(QLocale(language))

    def _field(self, day: date) -> QDateEdit:
        field = QDateEdit(QDate(day.year, day.month, day.day))
        field.setMinimumDate(FIRST_DAY)
        field.setDisplayFormat("yyyy-MM-dd")
        field.setCalendarPopup(True)
        field.setKeyboardTracking(False)  # a day half typed is no day
        field.dateChanged.connect(lambda day: self.changed.emit())
        return field


class Scores(_Range):
    """Two scores from 0 to 100, both included, in whichever order they are written."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "range_scores")
        self.low, self.high = (self._field(score) for score in (0, 100))
        self._put(self.low, self.high)

    def span(self) -> tuple[float, float]:
        low, high = sorted((self.low.value(), self.high.value()))
        return float(low), float(high)

    def forget(self) -> None:
        """Every score again, without a word."""
        for field, score in ((self.low, 0), (self.high, 100)):
            blocked = QSignalBlocker(field)
            field.setValue(score)
            blocked.unblock()

    def _field(self, score: int) -> QSpinBox:
        field = QSpinBox()
        field.setRange(0, 100)
        field.setValue(score)
        field.setKeyboardTracking(False)
        field.setMinimumWidth(64)
        field.valueChanged.connect(lambda score: self.changed.emit())
        return field
