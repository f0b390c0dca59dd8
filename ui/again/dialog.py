"""Try a moment again: the customer's line, a new answer, and then and now side by side; as often as one likes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QDialog, QFrame, QHBoxLayout, QScrollArea, QWidget

from coach.again.attempt import Attempt
from coach.again.keep import sound_of_attempt
from coach.again.moment import Moment
from coach.again.ready import Ready, get_ready
from coach.audio.clip import Clip, read_clip
from coach.audio.play import Output
from coach.audio.track import Track
from coach.model import Scorecard
from coach.practising.practice import Practice
from coach.report.cards import Card, look_of, title_of
from coach.report.format import clean, clock
from coach.settings import settings_or_usual
from ui.again.answer import Answer
from ui.again.compare import Compare
from ui.call.player import Player
from ui.desk import Desk
from ui.icons import icon
from ui.library.model import when
from ui.practise.meter import Meter
from ui.widgets.parts import Page, button, column, flowing, frame, label, row, scrolled

WIDTH, HEIGHT = 920, 700
KEYS = (("hear_customer", "C"), ("record_answer", "R"), ("hear_then", "1"), ("hear_now", "2"))


class AgainDialog(QDialog):
    """`attempted` with each new Attempt; `failed` with a Failure. It lives until its last recording is off its hands."""

    attempted = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        scorecard: Scorecard,
        moment: Moment,
        card: Card,
        attempts: Sequence[Attempt],
        tracks: Sequence[Track],
        output: Callable[[], AbstractContextManager[Output]],
    ) -> None:
        super().__init__(parent)
        self._desk, self._scorecard, self._moment, self._card = desk, scorecard, moment, card
        self._attempts = list(attempts)
        self._ready: Ready | None = None
        self.player = Player(self, output)
        self.answer = Answer(self, desk)
        self._lay_out()
        self._make_keys()
        self.player.failed.connect(self.failed)
        self.answer.changed.connect(self._show_state)
        self.answer.answered.connect(self._take)
        self.answer.failed.connect(self.failed)
        self.finished.connect(lambda result: self._leave())
        self._fill_attempts()
        self._show_state()
        self.compare.play["then"].setEnabled(False)
        self._hear.setEnabled(False)
        job = desk.jobs.start(lambda handle: get_ready(scorecard, moment, tracks))
        job.done.connect(self._take_ready)
        job.failed.connect(self.failed)

    @property
    def is_ready(self) -> bool:
        return self._ready is not None

    @property
    def verdict(self) -> str:
        """What the new answer came to, in one sentence."""
        return self._verdict.text()

    def shut(self) -> None:
        """The window closes: fall silent at once. What is being recorded is found again at the next start."""
        for each in self.player.unload():
            each.join()

    # --- made once

    def _lay_out(self) -> None:
        words, card, moment = self._desk.words, self._card, self._moment
        heading = words("again_title", title=card.title) + (f" · {clock(moment.turn.start_s)}" if moment.turn.start_s is not None else "")
        self.setWindowTitle(heading)
        lines = column(self, margins=(24, 18, 24, 16), spacing=10)
        head = row(spacing=10)
        head.addWidget(label(card.kind, f"kind-{card.look}"), 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(label(heading, "heading"), 1)
        lines.addLayout(head)
        page = Page()
        inside = column(page, margins=(0, 0, 8, 4), spacing=10)
        inside.addWidget(self._customer())
        head = row(spacing=10)
        self._verdict = flowing("", "title")
        self.chosen = QComboBox()
        self.chosen.setAccessibleName(words("now_column"))
        self.chosen.activated.connect(lambda place: self._show_attempt())
        head.addWidget(self._verdict, 1)
        head.addWidget(self.chosen)
        inside.addLayout(head)
        self.compare = Compare(self._desk, self._scorecard)
        self.compare.heard.connect(self._hear_side)
        inside.addWidget(self.compare)
        inside.addWidget(flowing(words("one_answer_hint"), "hint"))
        inside.addStretch(1)
        area: QScrollArea = scrolled(page)
        lines.addWidget(area, 1)
        foot = row()
        foot.addWidget(label(words("again_kept"), "hint", wrap=True), 1)
        foot.addWidget(button(words("close"), self.accept))
        lines.addLayout(foot)
        self.resize(WIDTH, HEIGHT)

    def _customer(self) -> QFrame:
        words, asked = self._desk.words, self._moment.asked
        sheet = frame("sheet")
        lines = column(sheet, margins=(16, 12, 16, 12), spacing=6)
        head = row(spacing=10)
        head.addWidget(label(words("customer_said"), "caption"), 1)
        self._hear = button(words("hear_customer"), self._hear_customer)
        self._hear.setIcon(icon("ear", self._desk.theme.colours.ink, size=16))
        self._hear.setVisible(asked is not None)
        head.addWidget(self._hear)
        lines.addLayout(head)
        lines.addWidget(flowing(self._card.customer or words("again_no_customer"), "large"))
        self._no_sound = flowing("", "hint")
        self._no_sound.hide()
        lines.addWidget(self._no_sound)
        if self._card.better:
            box = frame("better")
            idea = row(box, margins=(12, 6, 12, 6), spacing=10)
            idea.addWidget(label(words("again_idea"), "bettername"), 0, Qt.AlignmentFlag.AlignTop)
            idea.addWidget(flowing(self._card.better.text), 1)
            lines.addWidget(box)
        lines.addSpacing(4)
        lines.addLayout(self._recorder())
        return sheet

    def _recorder(self) -> QHBoxLayout:
        line = row(spacing=14)
        self.record = button("", self._record_or_stop, "record")
        self._state = label("", "hint", wrap=True)
        self._meter = Meter(self._desk)
        self._meter.setFixedWidth(160)
        line.addWidget(self.record)
        line.addWidget(self._state, 1)
        line.addWidget(self._meter)
        return line

    def _make_keys(self) -> None:
        does = {
            "hear_customer": lambda: self._hear.isEnabled() and self._hear_customer(),
            "record_answer": lambda: self.record.isEnabled() and self._record_or_stop(),
            "hear_then": lambda: self.compare.play["then"].isEnabled() and self._hear_side("then"),
            "hear_now": lambda: self.compare.play["now"].isEnabled() and self._hear_side("now"),
        }
        shown = {"hear_customer": self._hear, "record_answer": self.record}
        shown |= {f"hear_{side}": made for side, made in self.compare.play.items()}
        for name, keys in KEYS:
            action = QAction(self._desk.words(name), self)
            action.setShortcut(keys)
            action.triggered.connect(lambda checked=False, name=name: does[name]())
            self.addAction(action)
            shown[name].setToolTip(f"{self._desk.words(name)} ({QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)})")
        for made in self.findChildren(type(self.record)):
            made.setAutoDefault(False)  # Enter presses what has the focus, and nothing else
        self.record.setAutoDefault(True)
        self.record.setFocus()

    # --- what is pressed

    def _record_or_stop(self) -> None:
        if self.answer.doing == "recording":
            self.answer.stop()
            return
        self.player.pause()
        title = self._desk.words("again_title", title=self._card.title)
        practice = Practice(title=title, rubric=self._scorecard.rubric.id, language=self._scorecard.language)
        self.answer.start(self._scorecard.uid, self._moment.finding.uid, practice)

    def _hear_customer(self) -> None:
        if self._ready and self._ready.customer:
            self._play(self._ready.customer)

    def _hear_side(self, side: str) -> None:
        if side == "then":
            if self._ready and self._ready.own:
                self._play(self._ready.own)
            return
        attempt = self._attempt()
        if attempt is not None:
            uid = self._scorecard.uid
            job = self._desk.jobs.start(lambda handle: _sound_of(uid, attempt))
            job.done.connect(self._play_answer)
            job.failed.connect(self.failed)

    def _play_answer(self, clip: Clip | None) -> None:
        if clip is None:
            self._state.setText(self._desk.words("answer_sound_gone"))
        else:
            self._play(clip)

    def _play(self, clip: Clip) -> None:
        if self.isVisible() and self.answer.doing != "recording":  # else it would be in the recording
            self.player.load((clip,))
            self.player.play(0.0)

    # --- what arrives

    def _take_ready(self, ready: Ready) -> None:
        words = self._desk.words
        self._ready = ready
        self._hear.setEnabled(ready.customer is not None)
        if ready.by_voice:
            self._hear.setText(words("hear_voice"))
        if ready.customer is None and self._moment.asked is not None:
            self._hear.hide()
            self._no_sound.setText(words("no_voice_to_hear"))
            self._no_sound.show()
        self.compare.play["then"].setEnabled(ready.own is not None)
        self._show_attempt()

    def _take(self, attempt: Attempt) -> None:
        self._attempts.append(attempt)
        self._fill_attempts()
        self.attempted.emit(attempt)

    def _fill_attempts(self) -> None:
        words = self._desk.words
        self.chosen.clear()
        for number, attempt in enumerate(self._attempts, 1):
            self.chosen.addItem(words("attempt_n", n=number, when=when(attempt.made_at, words)))
        self.chosen.setCurrentIndex(len(self._attempts) - 1)
        self.chosen.setVisible(len(self._attempts) > 0)
        self._show_attempt()

    def _attempt(self) -> Attempt | None:
        place = self.chosen.currentIndex()
        return self._attempts[place] if 0 <= place < len(self._attempts) else None

    def _show_attempt(self) -> None:
        attempt = self._attempt()
        self.compare.play["now"].setEnabled(attempt is not None)
        self._verdict.setText(self._sentence(attempt) if attempt else self._desk.words("no_attempt"))
        if self._ready is not None:
            here = [one for one in self._scorecard.findings if one.home == self._moment.turn.uid]
            self.compare.show_sides(self._ready.before, attempt, here)

    def _sentence(self, attempt: Attempt) -> str:
        words, judged, title = self._desk.words, attempt.judged, self._card.title
        if self._moment.finding.kind == "red_card":
            text = words("card_gone" if judged.met else "card_stays", title=title)
        else:
            text = words("skill_there" if judged.met else "skill_missing", title=title)
        new = [one for one in judged.new if look_of(one) in ("red", "yellow")]
        if new:
            joiner = "、" if words.language == "zh" else ", "
            text += words("new_red", title=joiner.join(title_of(one, self._scorecard, words.language) for one in new))
        return text + ("。" if words.language == "zh" else ".")

    def _show_state(self) -> None:
        words, doing, status = self._desk.words, self.answer.doing, self.answer.status
        is_recording = doing == "recording"
        self.record.setText(words("stop_answer" if is_recording else "record_another" if self._attempts else "record_answer"))
        self.record.setEnabled(doing != "hearing")
        name = clean(settings_or_usual().microphone or words("system_microphone"))
        texts = {
            "nothing": words("again_ready", name=name),
            "recording": words("again_recording", time=clock(status.elapsed_s)) if status.state == "recording" else words("state_starting"),
            "hearing": words("again_hearing"),
        }
        self._state.setText(texts[doing])
        self._meter.setVisible(is_recording)
        if is_recording and status.levels:
            self._meter.show_level(status.levels[0])

    # --- leaving

    def _leave(self) -> None:
        self.player.unload()
        self.answer.throw_away()
        if self.answer.doing == "nothing":
            self.deleteLater()
        else:
            self.answer.changed.connect(self._go_when_done)

    def _go_when_done(self) -> None:
        if self.answer.doing == "nothing":
            self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.reject()
        event.accept()


def _sound_of(uid: str, attempt: Attempt) -> Clip | None:
    path = sound_of_attempt(uid, attempt)
    return read_clip(path) if path else None
