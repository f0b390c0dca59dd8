"""The two-minute drill: what is due, one moment after the other, and how it went."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from coach.audio.play import Output
from coach.practising.sitting import SITTING_S, Given, Sitting, begin, is_over
from ui.desk import Desk
from ui.drill.customer_line import CustomerLine
from ui.drill.ears import Ears
from ui.drill.moment_page import MomentPage, Phase
from ui.drill.start_page import StartPage
from ui.jobs import Failure
from ui.widgets.parts import column, label

CLOCK_MS = 250
_PHASES: dict[str, Phase] = {"speaking": "speak", "hearing": "hearing", "judging": "judging"}


class DrillScreen(QWidget):
    """`asked_for_files`, `asked_for_practice`: there is nothing to drill yet."""

    asked_for_files = Signal()
    asked_for_practice = Signal()
    failed = Signal(object)  # Failure

    def __init__(self, desk: Desk, output: Callable[[], AbstractContextManager[Output]]) -> None:
        super().__init__()
        self._desk = desk
        self._asked = 0
        self._result: Sequence[Given] = ()  # of the drill that has just ended
        self._is_time_over = False
        self._is_closed = False
        self._ears: Ears | None = None
        self._is_aloud = True
        self._is_asked = False  # the latest line was said to be answered, and not only to be heard once more
        self._began_s: float | None = None
        self.sitting: Sitting | None = None
        lines = column(self, margins=(28, 22, 28, 18), spacing=14)
        self._title = label(role="heading")
        self.start_page = StartPage(desk, output)
        self.page = MomentPage(desk)
        self.actions_by_name = self.page.actions_by_name
        self._stack = QStackedWidget()
        for each in (self.start_page, self.page):
            self._stack.addWidget(each)
        lines.addWidget(self._title)
        lines.addWidget(self._stack, 1)
        self.line = CustomerLine(self, desk, output)
        self.line.changed.connect(self._show_words)
        self.line.spoken.connect(self._customer_has_spoken)
        self.line.failed.connect(self.failed)
        self._clock = QTimer(self)
        self._clock.setInterval(CLOCK_MS)
        self._clock.timeout.connect(lambda: self.page.show_left(SITTING_S - self._passed_s))
        self.start_page.started.connect(self.begin)
        self.start_page.person_chosen.connect(self.reload)
        self.start_page.asked_for_files.connect(self.asked_for_files)
        self.start_page.asked_for_practice.connect(self.asked_for_practice)
        self.start_page.failed.connect(self.failed)
        self.page.pressed.connect(self._do)
        desk.words.changed.connect(self.retranslate)
        self.retranslate()

    # --- asked from outside

    def reload(self) -> None:
        """Read again what is due, beside the window; not in the middle of a drill."""
        if not self.is_running:
            self._result = ()
            self._read()

    def begin(self) -> None:
        """Two minutes with what is due."""
        if self.is_running or self.sitting is None or not self.sitting.waiting:
            return
        self.start_page.microphone.stop()
        self._is_aloud = self.start_page.is_aloud
        self._began_s = None
        ears = self._ears = Ears(self, self._desk.jobs, self.sitting)
        ears.heard.connect(self.page.show_level)
        ears.changed.connect(self._show_doing)
        ears.judged.connect(self._show_judged)
        ears.nothing_heard.connect(lambda: self.page.show_phase("silence"))
        ears.failed.connect(self._go_on_typing)
        ears.ended.connect(lambda: self._forget(ears))
        self._desk.jobs.start(lambda handle: _get_ready_to_judge()).failed.connect(self.failed)
        self.line.get_ready([item.moment for item in self.sitting.waiting])
        self._clock.start()
        self._stack.setCurrentWidget(self.page)
        self._ask()

    @property
    def is_running(self) -> bool:
        return self._ears is not None

    @property
    def is_read(self) -> bool:
        return self.sitting is not None

    def take_focus(self) -> None:
        if self.is_running:
            self.page.show_phase(self.page.phase)
        else:
            self.start_page.take_focus()

    def close_sound(self) -> None:
        """Fall silent; the window closes. Every answer is kept already."""
        self._is_closed = True
        self.start_page.microphone.stop()
        self._halt()

    def retranslate(self) -> None:
        self._title.setText(self._desk.words("drill_title"))
        self.start_page.retranslate()
        self.page.retranslate()

    def hideEvent(self, event: QHideEvent) -> None:
        """Gone to another place: the drill ends, and what was not answered stays due."""
        if not event.spontaneous() and self.is_running:
            self._leave()

    # --- one moment after the other

    @property
    def _passed_s(self) -> float:
        """Of the two minutes, which begin with the first thing that the customer says: making a voice ready takes a while."""
        return 0.0 if self._began_s is None else time.monotonic() - self._began_s

    def _show_words(self) -> None:
        self.page.show_words(self.line.words)
        if self._began_s is None and self.line.words is not None:
            self._began_s = time.monotonic()

    def _ask(self) -> None:
        """The customer says what waits first; meanwhile the microphone is opened."""
        assert self.sitting is not None and self._ears is not None
        self.page.show_moment(self.sitting)
        self._is_asked = True
        self.page.show_phase("customer")
        if self._is_aloud:
            self._ears.listen(self.start_page.microphone.names[0])
        self.line.say(self.sitting.now)

    def _customer_has_spoken(self) -> None:
        if self._ears is None or not self._is_asked:
            return
        self._is_asked = False
        if self._is_aloud:
            self.page.show_phase("opening")
            self._ears.go_on()
        else:
            self.page.show_phase("type")

    def _show_doing(self) -> None:
        """What the job says that it does, as far as it is news here."""
        if self._ears is not None and self._ears.doing in _PHASES:
            self.page.show_phase(_PHASES[self._ears.doing])

    def _show_judged(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.page.show_left(SITTING_S - self._passed_s)
        self.page.show_verdict(sitting)

    def _go_on_typing(self, failure: Failure) -> None:
        """Without a microphone or a speech model one can still type."""
        self.failed.emit(failure)
        if self._ears is not None and self.page.phase != "verdict":
            self._type()

    def _type(self) -> None:
        self._is_aloud = self._is_asked = False
        self.line.hush()
        self.page.show_phase("type")

    # --- what is pressed

    def _do(self, name: str) -> None:
        does: dict[str, Callable[[], object]] = {
            "done": self._done,
            "again_please": self._hear_again,
            "good": lambda: self._ears.overrule(True),
            "once_more": lambda: self._ears.overrule(False),
            "switch": self._switch,
            "leave": self._leave,
        }
        if self._ears is not None:
            does[name]()

    def _done(self) -> None:
        phase = self.page.phase
        if phase == "customer":
            self.line.hush()
            self._began_s = self._began_s or time.monotonic()
            self._customer_has_spoken()
        elif phase == "speak":
            self._ears.stop()
        elif phase == "type" and self.page.field.text:
            self.page.show_phase("judging")
            self._ears.take_typed(self.page.field.text)
        elif phase == "silence":
            self._ears.listen(self.start_page.microphone.names[0])
            self._is_asked = True
            self._customer_has_spoken()
        elif phase == "verdict":
            self._next()

    def _next(self) -> None:
        if is_over(self.sitting, self._passed_s):
            self._leave()
        else:
            self._ask()

    def _hear_again(self) -> None:
        """In the middle of an answer it begins anew."""
        phase, moment = self.page.phase, self.sitting.now
        if phase == "verdict":
            self.line.say(self.sitting.given[-1].before.moment)
        elif phase in ("type", "customer"):
            self.line.say(moment)
        elif phase in ("speak", "opening", "silence"):
            self._ears.leave()
            self._is_asked = True
            self.page.show_phase("customer")
            self._ears.listen(self.start_page.microphone.names[0])
            self.line.say(moment)

    def _switch(self) -> None:
        if self.page.phase == "type":
            self._is_aloud = self._is_asked = True
            self._ears.listen(self.start_page.microphone.names[0])
            self.line.hush()
            self._customer_has_spoken()
        else:
            self._ears.leave()
            self._type()

    def _leave(self) -> None:
        """To the start, with the result; what is due is read again when the work beside the window is over."""
        self._result, self._is_time_over = self.sitting.given, self._passed_s >= SITTING_S
        self._halt()
        self.start_page.show_sitting(None if self._result else self.sitting)
        self._stack.setCurrentWidget(self.start_page)

    # --- beginning and end

    def _halt(self) -> None:
        """Stop everything that runs."""
        self._clock.stop()
        self.line.end()
        if self._ears is not None:
            ears, self._ears = self._ears, None
            for signal in (ears.heard, ears.changed, ears.judged, ears.nothing_heard):
                signal.disconnect()
            ears.end()

    def _forget(self, ears: Ears) -> None:
        """Its work is over: as it should, or by a bug."""
        ears.deleteLater()
        if self._ears is ears and not self._is_closed:
            self._leave()
        if not self.is_running and not self._is_closed:
            self._read()

    def _read(self) -> None:
        self._asked += 1
        asked, person = self._asked, self.start_page.person
        job = self._desk.jobs.start(lambda handle: _read(person))
        job.done.connect(lambda read: self._show_read(*read) if asked == self._asked and not self.is_running else None)
        job.failed.connect(self.failed)

    def _show_read(self, people: Sequence[str], sitting: Sitting) -> None:
        self.sitting = sitting
        self.start_page.show_people(people)
        self.start_page.show_sitting(sitting, self._result, is_time_over=self._is_time_over)
        if self.isVisible():
            self.start_page.take_focus()


def _read(person: str | None) -> tuple[tuple[str, ...], Sitting]:
    """Who has calls, and what is due of one person's or everybody's."""
    from coach.library.judged import reps
    from coach.library.store import open_library

    with open_library() as db:
        people = tuple(name for name, _ in reps(db) if name is not None)
    return people, begin(person if person in people else None, date.today())


def _get_ready_to_judge() -> None:
    from coach.rubric.labels import get_ready

    get_ready()
