"""What the list of calls is narrowed down to, and reading it from the library beside the window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from coach.library.bin import binned_calls
from coach.library.find import Hit, Wanted, choices, find_calls
from coach.library.store import open_library
from coach.library.tokens import MAX_QUERY_CHARACTERS, plain
from coach.model import LABELS
from coach.report.format import clean
from coach.report.words import label_name
from ui.desk import Desk
from ui.widgets.parts import button, row

MAX_CALLS = 100_000
MAX_FOUND = 200  # with words searched for; more than anybody reads, and each costs a look at what was said
TYPING_MS = 150  # after the last key the search begins
DAYS = {"time_today": 1, "time_week": 7, "time_month": 30, "time_quarter": 90}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The calls that fit, the newest first; what calls can be narrowed down to; how many lie in the bin."""

    hits: tuple[Hit, ...]
    choices: Mapping[str, tuple[str, ...]]
    binned: int


def read_found(wanted: Wanted) -> Found:
    """Raises UserError when the library cannot be used."""
    with open_library() as db:
        hits = find_calls(db, wanted, limit=MAX_FOUND if wanted.text else MAX_CALLS)
        return Found(hits=hits, choices=choices(db), binned=len(binned_calls(db)))


class FindBar(QWidget):
    """The search and the filters; `changed` when something else is wanted."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._choices: Mapping[str, tuple[str, ...]] = {}
        line = row(self, spacing=8)
        self.text = QLineEdit()
        self.text.setClearButtonEnabled(True)
        self.text.setMaxLength(MAX_QUERY_CHARACTERS)
        self.text.setMinimumWidth(150)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self.changed)
        self.text.textEdited.connect(lambda text: self._typing.start())
        self.text.textChanged.connect(lambda text: self._typing.start() if not text else None)
        self.text.returnPressed.connect(self._now)
        line.addWidget(self.text, 1)
        self.boxes = {name: QComboBox() for name in ("rep", "time", "tag", "finding")}
        for box in self.boxes.values():
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
            box.activated.connect(lambda index: self._now())
            line.addWidget(box)
        self._clear = button("", self.clear)
        line.addWidget(self._clear)
        desk.words.changed.connect(self.retranslate)
        self.retranslate()

    def wanted(self) -> Wanted:
        """A text without a letter or digit asks for nothing."""
        text = self.text.text().strip()
        days = self.boxes["time"].currentData()
        return Wanted(
            text=text if any(letter.isalnum() for letter in plain(text)) else "",
            rep=self.boxes["rep"].currentData(),
            since=date.today() - timedelta(days=DAYS[days] - 1) if days else None,
            tag=self.boxes["tag"].currentData(),
            finding=self.boxes["finding"].currentData(),
        )

    def clear(self) -> None:
        self.text.clear()
        for box in self.boxes.values():
            box.setCurrentIndex(0)
        self._now()

    def offer(self, choices: Mapping[str, tuple[str, ...]]) -> None:
        """What there is to choose from; what is chosen stays, if it is still there."""
        self._choices = choices
        words = self._desk.words
        findings = [(label_name(name, words.language), name) for name in LABELS if name in choices.get("finding", ())]
        self._fill("rep", words("any_person"), [(clean(name), name) for name in choices.get("rep", ())])
        self._fill("time", words("any_time"), [(words(name), name) for name in DAYS])
        self._fill("tag", words("any_tag"), [(f"#{clean(tag)}", tag) for tag in choices.get("tag", ())])
        self._fill("finding", words("any_finding"), findings)
        self._clear.setVisible(self.wanted() != Wanted())

    def retranslate(self) -> None:
        words = self._desk.words
        self.text.setPlaceholderText(words("search_hint"))
        self.text.setAccessibleName(words("search"))
        self._clear.setText(words("clear_filters"))
        keys = {"rep": "filter_person", "time": "filter_time", "tag": "filter_tag", "finding": "filter_finding"}
        for name, key in keys.items():
            self.boxes[name].setAccessibleName(words(key))
            self.boxes[name].setToolTip(words(key))
        self.offer(self._choices)

    def _fill(self, name: str, everything: str, entries: list[tuple[str, str]]) -> None:
        box = self.boxes[name]
        chosen = box.currentData()
        box.clear()
        box.addItem(everything, None)
        for text, value in entries:
            box.addItem(text, value)
        box.setCurrentIndex(max(0, box.findData(chosen)) if chosen else 0)
        box.setVisible(bool(entries))

    def _now(self) -> None:
        self._typing.stop()
        self.changed.emit()
