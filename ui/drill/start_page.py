"""Before and after the drill: how many moments are due, how one answers, when the next come back, or why there is nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coach.audio.play import Output
from coach.practising.sitting import Given, Sitting
from coach.report.days import day_name
from coach.report.format import clean
from ui.desk import Desk
from ui.practise.microphone import MicrophoneBox
from ui.widgets.fill import box_with_caption, fill
from ui.widgets.parts import Page, button, column, flowing, frame, row, scrolled

WIDEST = 720  # pixels: longer lines are hard to read
MOST_DAYS = 4
EVERYBODY = ""  # a box cannot be asked for None


class StartPage(QWidget):
    """`started`; `person_chosen` when another's calls are wanted; what else the buttons ask for."""

    started = Signal()
    person_chosen = Signal()
    asked_for_files = Signal()
    asked_for_practice = Signal()
    failed = Signal(object)  # Failure

    def __init__(self, desk: Desk, output: Callable[[], AbstractContextManager[Output]]) -> None:
        super().__init__()
        self._desk = desk
        self._sitting: Sitting | None = None
        self._given: Sequence[Given] = ()
        self._is_time_over = False
        self._people: Sequence[str] = ()
        page = Page()
        whole = row(page)
        sheet = frame("sheet")
        sheet.setMaximumWidth(WIDEST)
        whole.addWidget(sheet, 1)
        whole.addStretch(0)
        lines = column(sheet, margins=(28, 24, 28, 24), spacing=8)
        self._title, self._how, self._days = flowing(role="huge"), flowing(), flowing(role="soft")
        for part in (self._title, self._how, self._days):
            lines.addWidget(part)
        lines.addWidget(self._make_options(output))
        lines.addSpacing(6)
        lines.addLayout(self._make_buttons())
        column(self).addWidget(scrolled(page))
        whole.setAlignment(sheet, Qt.AlignmentFlag.AlignTop)
        self.retranslate()

    @property
    def is_aloud(self) -> bool:
        return self._by.currentData() == "voice"

    @property
    def person(self) -> str | None:
        """Whose calls; None for everybody's."""
        return self._person.currentData() or None

    @property
    def text(self) -> str:
        """What it says, without the options."""
        return "\n".join(part.text() for part in (self._title, self._how, self._days) if not part.isHidden())

    def show_people(self, people: Sequence[str]) -> None:
        """Those who have calls, by name."""
        self._people = people
        self._fill_people()

    def show_sitting(self, sitting: Sitting | None, given: Sequence[Given] = (), *, is_time_over: bool = False) -> None:
        """What is due, None while it is being read; `given` are the answers of the sitting that has just ended."""
        self._sitting, self._given, self._is_time_over = sitting, given, is_time_over
        self._show()

    def take_focus(self) -> None:
        (self.start if self.start.isVisible() else self.files if self.files.isVisible() else self.practise).setFocus()

    def retranslate(self) -> None:
        words = self._desk.words
        fill(self._by, [(words(f"drill_by_{each}"), each) for each in ("voice", "typing")])
        for caption, key in ((self._by_caption, "drill_by"), (self._person_caption, "drill_person")):
            caption.setText(words(key))
            caption.buddy().setAccessibleName(words(key))
        self.files.setText(words("open_files"))
        self.practise.setText(words("drill_to_practise"))
        self._fill_people()
        self.microphone.retranslate()
        self._show()

    # --- made once

    def _make_options(self, output: Callable[[], AbstractContextManager[Output]]) -> QWidget:
        self._options = QWidget()
        lines = column(self._options, margins=(0, 10, 0, 0), spacing=4)
        self._by_caption, self._by = box_with_caption()
        self._person_caption, self._person = box_with_caption()
        line = row(spacing=12)
        for caption, box in ((self._by_caption, self._by), (self._person_caption, self._person)):
            both = column(spacing=3)
            both.addWidget(caption)
            both.addWidget(box)
            line.addLayout(both, 1)
        lines.addLayout(line)
        self.microphone = MicrophoneBox(self._desk, output)
        self.microphone.failed.connect(self.failed)
        lines.addSpacing(4)
        lines.addWidget(self.microphone)
        self._by.activated.connect(lambda place: self._show())
        self._person.activated.connect(lambda place: self.person_chosen.emit())
        return self._options

    def _make_buttons(self):
        foot = row(spacing=10)
        self.start = button("", self.started.emit, "main")
        self.files = button("", self.asked_for_files.emit)
        self.practise = button("", self.asked_for_practice.emit)
        for each in (self.start, self.files, self.practise):
            each.setAutoDefault(True)  # Enter presses the one that has the focus
            foot.addWidget(each)
        foot.addStretch(1)
        return foot

    # --- showing

    def _fill_people(self) -> None:
        words = self._desk.words
        fill(self._person, [(words("drill_everybody"), EVERYBODY), *((clean(name), name) for name in self._people)])
        for part in (self._person_caption, self._person):
            part.setVisible(len(self._people) > 0)

    def _show(self) -> None:
        words, sitting = self._desk.words, self._sitting
        title, how = self._say()
        self._title.setText(title)
        self._how.setText(how)
        days = sitting.later[:MOST_DAYS] if sitting else ()
        named = [words("drill_day", day=_plain(day_name(day, sitting.on, words.language)), n=count) for day, count in days]
        self._days.setText(f"{words('drill_next_days')}{words.colon}{' · '.join(named)}")
        self._days.setVisible(bool(named))
        is_due = bool(sitting and sitting.waiting)
        self.start.setText(words("drill_another" if self._given else "drill_start"))
        self.start.setVisible(is_due)
        self._options.setVisible(bool(sitting) and (is_due or bool(self._people)))
        self._by.setVisible(is_due)
        self._by_caption.setVisible(is_due)
        self.microphone.setVisible(is_due and self.is_aloud)
        has_nothing = bool(sitting) and not is_due and not self._given
        self.files.setVisible(has_nothing and sitting.library_is_empty)
        self.practise.setVisible(bool(sitting) and not is_due)

    def _say(self) -> tuple[str, str]:
        """The title and the sentence below it."""
        words, sitting, given = self._desk.words, self._sitting, self._given
        if sitting is None:
            return words("drill_reading"), ""
        if given:
            good = sum(each.well for each in given)
            result = words("drill_result", n=len(given), good=good)
            if sitting.waiting:
                title = words("drill_time_over" if self._is_time_over else "drill_stopped")
                return title, result + _space(words) + words("drill_more_wait", n=sitting.due_count)
            return words("drill_over"), result
        if sitting.waiting:
            count = sitting.due_count
            return words("drill_due" if count > 1 else "drill_due_one", n=count), words("drill_how")
        if sitting.later:
            day, count = sitting.later[0]
            return words("drill_not_today"), words("drill_not_today_how", day=day_name(day, sitting.on, words.language), n=count)
        nothing = "drill_no_calls" if sitting.library_is_empty else "drill_no_moments"
        return words(nothing), words(f"{nothing}_how")


def _space(words) -> str:
    return "" if words.language == "zh" else " "


def _plain(day: str) -> str:
    """Friday, not on Friday."""
    return day.removeprefix("on ")
