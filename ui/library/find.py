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
from ui.library.ranges import Days, Scores
from ui.widgets.fill import fill
from ui.widgets.parts import button, column, row

MAX_CALLS = 100_000
MAX_FOUND = 200  # with words searched for; more than anybody reads, and each costs a look at what was said
TYPING_MS = 150  # after the last key the search begins
DAYS = {"time_today": 1, "time_week": 7, "time_month": 30, "time_quarter": 90}
WIDEST_BOX = 210  # pixels
SCORES = {"score_low": (0.0, 59.9), "score_middle": (60.0, 79.9), "score_high": (80.0, 100.0)}  # shown with one decimal
DAYS_RANGE, SCORES_RANGE = "range_of_days", "range_of_scores"  # choices that open two fields of their own
# The boxes in their order, what each says while it asks for nothing, and how it is called.
BOXES = {
    "rep": ("any_person", "filter_person"),
    "time": ("any_time", "filter_time"),
    "rubric": ("any_rubric", "filter_rubric"),
    "score": ("any_score", "filter_score"),
    "finding": ("any_finding", "filter_finding"),
    "tag": ("any_tag", "filter_tag"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The calls that fit, the newest first; what calls can be narrowed down to; how many there are in all, and in the bin."""

    hits: tuple[Hit, ...]
    choices: Mapping[str, tuple[str, ...]]
    calls: int
    binned: int


def read_found(wanted: Wanted) -> Found:
    """Raises UserError when the library cannot be used."""
    with open_library() as db:
        hits = find_calls(db, wanted, limit=MAX_FOUND if wanted.text else MAX_CALLS)
        calls = db["calls"].count_where("binned_at is null")
        return Found(hits=hits, choices=choices(db), calls=calls, binned=len(binned_calls(db)))


class FindBar(QWidget):
    """The search and the filters; `changed` when something else is wanted."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._choices: Mapping[str, tuple[str, ...]] = {}
        self._rubrics: Mapping[str, str] = {}
        lines = column(self, spacing=8)
        line = row(spacing=8)
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
        self._clear = button("", self.clear)
        line.addWidget(self._clear)
        lines.addLayout(line)
        filters = row(spacing=8)
        self.boxes = {name: QComboBox() for name in BOXES}
        for box in self.boxes.values():
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(7)
            box.setMaximumWidth(WIDEST_BOX)
            box.activated.connect(lambda index: self._choose())
            filters.addWidget(box, 1)
        filters.addStretch(0)
        lines.addLayout(filters)
        self.days, self.scores = Days(desk), Scores(desk)
        ranges = row(spacing=24)
        for each in (self.days, self.scores):
            each.changed.connect(self._now)
            each.hide()
            ranges.addWidget(each)
        ranges.addStretch(1)
        lines.addLayout(ranges)
        desk.words.changed.connect(self.retranslate)
        self.retranslate()

    def wanted(self) -> Wanted:
        """A text without a letter or digit asks for nothing."""
        text = self.text.text().strip()
        since, until = self._days_wanted()
        lowest, highest = self._scores_wanted()
        return Wanted(
            text=text if any(letter.isalnum() for letter in plain(text)) else "",
            since=since,
            until=until,
            min_score=lowest,
            max_score=highest,
            **{name: self.boxes[name].currentData() for name in ("rep", "rubric", "finding", "tag")},
        )

    def clear(self) -> None:
        self.text.clear()
        self.scores.forget()
        for box in self.boxes.values():
            box.setCurrentIndex(0)
        self._choose()

    def name_rubrics(self, titles: Mapping[str, str]) -> None:
        """Call the rubrics by these titles."""
        self._rubrics = titles
        self.offer(self._choices)

    def offer(self, choices: Mapping[str, tuple[str, ...]]) -> None:
        """What there is to choose from; what is chosen stays, if it is still there."""
        self._choices = choices
        words = self._desk.words
        there = choices.get("finding", ())
        self._fill("rep", [(clean(name), name) for name in choices.get("rep", ())])
        self._fill("time", [(words(name), name) for name in (*DAYS, DAYS_RANGE)])
        self._fill("rubric", [(clean(self._rubrics.get(name, name)), name) for name in choices.get("rubric", ())])
        self._fill("score", [(words(name), name) for name in (*SCORES, SCORES_RANGE)])
        self._fill("finding", [(label_name(name, words.language), name) for name in LABELS if name in there])
        self._fill("tag", [(f"#{clean(tag)}", tag) for tag in choices.get("tag", ())])
        self._clear.setVisible(self.wanted() != Wanted())

    def retranslate(self) -> None:
        words = self._desk.words
        self.text.setPlaceholderText(words("search_hint"))
        self.text.setAccessibleName(words("search"))
        self._clear.setText(words("clear_filters"))
        for name, (_, key) in BOXES.items():
            self.boxes[name].setAccessibleName(words(key))
            self.boxes[name].setToolTip(words(key))
        self.days.retranslate()
        self.scores.retranslate()
        self.offer(self._choices)

    def _fill(self, name: str, entries: list[tuple[str, str]]) -> None:
        box = self.boxes[name]
        fill(box, [(self._desk.words(BOXES[name][0]), None), *entries])
        box.setVisible(bool(entries))

    def _days_wanted(self) -> tuple[date | None, date | None]:
        chosen = self.boxes["time"].currentData()
        if chosen == DAYS_RANGE:
            return self.days.span()
        return (date.today() - timedelta(days=DAYS[chosen] - 1) if chosen else None), None

    def _scores_wanted(self) -> tuple[float | None, float | None]:
        chosen = self.boxes["score"].currentData()
        return self.scores.span() if chosen == SCORES_RANGE else SCORES.get(chosen, (None, None))

    def _choose(self) -> None:
        self.days.setVisible(self.boxes["time"].currentData() == DAYS_RANGE)
        self.scores.setVisible(self.boxes["score"].currentData() == SCORES_RANGE)
        self._now()

    def _now(self) -> None:
        self._typing.stop()
        self.changed.emit()
