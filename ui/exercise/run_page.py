"""A session while it runs: steps, clock, cast, marks; recording, phones and the room's clock are switched here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMessageBox, QPushButton, QStackedWidget, QWidget

from coach.audio.play import Output
from coach.exercise.marks import Mark
from coach.observers.qr import qr_svg
from coach.practice.format import Case
from coach.report.format import clean, clock
from ui.desk import Desk
from ui.exercise.bell import Bell
from ui.exercise.cast_box import CastBox
from ui.exercise.clock_box import STEP_KEYS, ClockBox, clock_state, mood_of
from ui.exercise.diary import Diary
from ui.exercise.mark_pad import MarkPad
from ui.exercise.marks_list import MarksList
from ui.exercise.names import left, people, step_name
from ui.exercise.paper import PaperDialog
from ui.exercise.phones import Phones, PhonesDialog
from ui.exercise.plan_dialog import PlanDialog
from ui.exercise.plan_table import PlanTable
from ui.exercise.room_clock import RoomClock, Shown
from ui.exercise.scene_recorder import SceneRecorder
from ui.exercise.sound_dialog import SoundDialog
from ui.exercise.trainer import Trainer, playing_now
from ui.practise.meter import Meter
from ui.widgets.keys import key_action
from ui.widgets.parts import button, column, flowing, frame, label, row

OTHER_KEYS = (
    ("freeze_and_swap", "F"),
    ("word_to_mark", "T"),
    ("undo_mark", "Ctrl+Z"),
    ("record_scenes", "Ctrl+R"),
    ("phones", "Ctrl+P"),
    ("room_clock", "Ctrl+B"),
    ("room_sound", "Ctrl+M"),
    ("paper_sheets", "Ctrl+T"),
)


class Debrief(Protocol):
    """What stands in the step “discussion”."""

    def show_scene(self, diary: Diary | None, scene: int | None) -> None:
        """The scene that is talked about; None when none is, or the session is left."""


class RunPage(QWidget):
    """`left` when the user goes back to the sessions, `kept` with a Recorded, `busy` whether it records."""

    left = Signal()
    kept = Signal(object)
    busy = Signal(bool)
    failed = Signal(object)  # Failure

    def __init__(
        self, desk: Desk, output: Callable[[], AbstractContextManager[Output]], now_s: Callable[[], float]
    ) -> None:
        super().__init__()
        self._desk, self._now_s = desk, now_s
        self.diary: Diary | None = None
        self.trainer: Trainer | None = None
        self._cases: tuple[Case, ...] = ()
        self._debrief: Debrief | None = None
        self._phones_dialog: PhonesDialog | None = None
        self._is_busy = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the keys work at once
        self.phones = Phones(self, desk, now_s)
        self.recorder = SceneRecorder(self, desk)
        self.bell = Bell(self, desk, output)
        self.room = RoomClock(desk.theme)
        self.sound = SoundDialog(self, desk, output)
        self.clock = ClockBox(desk, self)
        self.cast = CastBox(desk)
        self.pad = MarkPad(desk)
        self.marks = MarksList(desk)
        self.actions_by_name: dict[str, QAction] = {**self.clock.actions_by_name}
        self._make_actions()
        for action in self.pad.actions_by_name.values():
            self.addAction(action)
        self._lay_out()
        self._connect()
        self.retranslate()

    # --- from outside

    def open(self, diary: Diary) -> None:
        """Run this session from now on."""
        self.close_session_view()
        self.diary, self.trainer = diary, Trainer(diary)
        diary.changed.connect(self._show)
        diary.ticked.connect(self._show_time)
        diary.signalled.connect(self.bell.ring)
        diary.failed.connect(self.failed)
        self.recorder.is_wanted = _was_recording(diary)
        self.sound.wanted.blockSignals(True)
        self.sound.wanted.setChecked(self.recorder.is_wanted)
        self.sound.wanted.blockSignals(False)
        self.recorder.names = self.sound.names
        self.recorder.open(diary)
        self.recorder.follow()
        self.marks.restart()
        self._show()
        self.setFocus()

    def close_session_view(self) -> None:
        """Leave the session as it is: its clock goes on, recording and the phones' page end."""
        if self.diary is None:
            return
        if self._debrief is not None:
            self._debrief.show_scene(None, None)
        self.room.close()
        self.phones.close()
        self.recorder.close()
        self.bell.stop()
        self.diary.close()
        self.diary.deleteLater()
        self.diary = self.trainer = None

    def close_sound(self) -> None:
        """The window closes. What is being recorded is found again at the next start."""
        self.phones.close_now()
        self.room.close()
        self.sound.hide()
        self.sound.microphone.stop()
        self.bell.stop()
        if self.diary is not None:
            self.diary.close()
        self.room.deleteLater()

    def show_cases(self, cases: Sequence[Case]) -> None:
        self._cases = tuple(cases)
        self.recorder.show_cases(cases)

    def put_debrief(self, debrief: QWidget) -> None:
        """`debrief` is a Debrief, too."""
        self._debrief = debrief
        self._place.layout().insertWidget(1, debrief, 1)
        self._show_debrief()

    @property
    def is_recording(self) -> bool:
        return self.recorder.status is not None and self.recorder.status.state == "recording"

    def retranslate(self) -> None:
        words = self._desk.words
        for name, _ in OTHER_KEYS:
            self.actions_by_name[name].setText(words(name))
        self.back.setText(f"‹ {words('sessions')}")
        self.back.setToolTip(words("back_to_sessions"))
        self.close_session.setText(words("close_session"))
        self._steps_title.setText(words("steps"))
        self.steps.setAccessibleName(words("steps"))
        self._change_plan.setText(words("change_plan"))
        for name in ("undo_mark", "paper_sheets"):
            self._buttons[name].setText(words("take_mark_back" if name == "undo_mark" else name))
        self._buttons["room_clock"].setText(words("room_clock"))
        self._buttons["room_sound"].setText(words("room_sound"))
        for name, pressed in self._buttons.items():
            pressed.setToolTip(f"{words(name)} ({self._keys(name)})")
        self.clock.retranslate()
        self.cast.retranslate(self._keys("freeze_and_swap"))
        self.pad.retranslate()
        self.sound.retranslate()
        self._plan.retranslate()
        self.marks.restart()
        self._show()
        self._show_devices()

    # --- made once

    def _lay_out(self) -> None:
        whole = column(self, spacing=10)
        whole.addLayout(self._make_head())
        line = row(spacing=12)
        line.addWidget(self._make_steps(), 5)
        middle = column(spacing=10)
        middle.addWidget(self.clock)
        middle.addWidget(self.cast)
        self._below = QStackedWidget()
        pad = frame("sheet")
        column(pad, margins=(16, 8, 10, 8)).addWidget(self.pad)
        self._pad_sheet = pad
        self._place = self._make_place()
        self._below.addWidget(pad)
        self._below.addWidget(self._place)
        self._plan = PlanTable(self._desk, is_fixed=True)
        self._plan.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._below.addWidget(self._plan)
        middle.addWidget(self._below, 1)
        line.addLayout(middle, 13)
        line.addWidget(self._make_marks(), 5)
        whole.addLayout(line, 1)

    def _make_head(self):
        head = row(spacing=8)
        self._buttons: dict[str, QPushButton] = {}
        self.back = button("", self.left.emit)
        self._title = label(role="title")
        self._title.setMinimumWidth(60)
        head.addWidget(self.back)
        head.addWidget(self._title, 1)
        self._meter = Meter(self._desk)
        self._meter.setFixedWidth(70)
        head.addWidget(self._meter)
        for name in ("record_scenes", "phones", "room_clock", "room_sound"):
            does = self._show_sound if name == "record_scenes" else lambda name=name: self._do(name)
            made = button("", does)
            self._buttons[name] = made
            head.addWidget(made)
        for name in ("room_clock", "room_sound"):
            self._buttons[name].setCheckable(True)
        self.close_session = button("", self._ask_to_close)
        head.addWidget(self.close_session)
        for made in (self.back, *self._buttons.values(), self.close_session):
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return head

    def _make_steps(self) -> QWidget:
        sheet = frame("sheet")
        sheet.setMinimumWidth(164)
        lines = column(sheet, margins=(8, 10, 8, 8), spacing=4)
        self._steps_title = label(role="caption")
        self.steps = QListWidget()
        self.steps.setObjectName("cases")
        self.steps.setWordWrap(True)
        self.steps.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.steps.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.steps.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._change_plan = button("", self._ask_for_plan)
        self._change_plan.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        lines.addWidget(self._steps_title)
        lines.addWidget(self.steps, 1)
        for name in STEP_KEYS:
            lines.addWidget(self.clock.buttons[name])
        lines.addWidget(self._change_plan)
        return sheet

    def _make_marks(self) -> QWidget:
        sheet = frame("sheet")
        sheet.setMinimumWidth(180)
        lines = column(sheet, margins=(12, 10, 8, 8), spacing=6)
        self._marks_title, self._no_marks = label(role="caption"), flowing(role="hint")
        lines.addWidget(self._marks_title)
        lines.addWidget(self._no_marks)
        lines.addWidget(self.marks, 1)
        for name in ("undo_mark", "paper_sheets"):
            self._buttons[name] = button("", lambda name=name: self._do(name))
            self._buttons[name].setFocusPolicy(Qt.FocusPolicy.TabFocus)
            lines.addWidget(self._buttons[name])
        return sheet

    def _make_place(self) -> QWidget:
        """Below the clock where nothing is marked: what stands there in a discussion is put in from outside."""
        sheet = QWidget()
        lines = column(sheet, spacing=8)
        self._how = flowing(role="large")
        lines.addWidget(self._how)
        lines.addStretch(1)
        return sheet

    def _make_actions(self) -> None:
        for name, keys in OTHER_KEYS:
            self.actions_by_name[name] = key_action(self, keys, partial(self._do, name))

    def _connect(self) -> None:
        self.clock.pressed.connect(self._press)
        self.cast.frozen.connect(lambda: self._do("freeze_and_swap"))
        self.cast.swapped.connect(lambda goes, comes: self._with(lambda trainer: trainer.swap(goes, comes)))
        self.cast.went_on.connect(self._go_on)
        self.pad.marked.connect(self._mark)
        self.pad.worded.connect(self._say)
        self.marks.taken_back.connect(lambda mark: self._with(lambda trainer: trainer.take_back(mark)))
        self.steps.itemActivated.connect(lambda item: self._with(lambda trainer: trainer.go_to_step(self.steps.row(item))))
        self.phones.changed.connect(self._show_devices)
        self.phones.failed.connect(self.failed)
        self.recorder.changed.connect(self._show_devices)
        self.recorder.kept.connect(self.kept)
        self.recorder.failed.connect(self.failed)
        self.sound.chosen.connect(self._take_sound)
        self.sound.failed.connect(self.failed)
        self.bell.failed.connect(self._bell_failed)
        self.room.closed.connect(self._show_devices)
        self._desk.theme.changed.connect(self._repaint)

    # --- what is pressed

    def _with(self, does: Callable[[Trainer], object]) -> None:
        if self.trainer is not None:
            does(self.trainer)

    def _press(self, name: str) -> None:
        does = {
            "start_pause_clock": Trainer.start_or_pause, "add_minute": Trainer.add_minute, "end_step": Trainer.end_step,
            "previous_step": Trainer.previous_step, "next_step": Trainer.next_step,
        }  # fmt: skip
        self._with(does[name])

    def _do(self, name: str) -> None:
        if self.trainer is None:
            return
        does: dict[str, Callable[[], object]] = {
            "freeze_and_swap": self._freeze,
            "word_to_mark": self.pad.words.setFocus,
            "undo_mark": self._undo,
            "record_scenes": self.sound.wanted.toggle,
            "phones": self._show_phones,
            "room_clock": self._show_or_hide_room,
            "room_sound": self._turn_sound,
            "paper_sheets": self._type_paper,
        }
        does[name]()

    def _mark(self, item: str, plus: bool) -> None:
        state = self.diary.ahead if self.diary else None
        if state is None or state.is_closed or state.now_on is None or state.now_on.kind != "play":
            return
        self.trainer.mark(item, plus, stage=self.pad.stage, by=self.pad.by_uid)

    def _last_mark(self) -> Mark | None:
        """Of those that were made on this screen."""
        marks = [mark for uid, mark in self.diary.ahead.marks.items() if uid.startswith("t-")]
        return marks[-1] if marks else None

    def _say(self, text: str) -> None:
        self.setFocus()
        if self.diary is not None and text.strip() and (mark := self._last_mark()):
            self.trainer.say_of(mark, text)

    def _undo(self) -> None:
        if mark := self._last_mark():
            self.trainer.take_back(mark)

    def _freeze(self) -> None:
        """The scene stands before it is asked who takes over."""
        state = self.diary.ahead
        if state.now_on is not None and state.now_on.kind == "play" and not state.clock.is_over and not self.cast.is_swapping:
            self.trainer.freeze()
            self.cast.ask()

    def _go_on(self) -> None:
        clock = self.diary.ahead.clock if self.diary else None
        if clock is not None and not clock.is_running:
            self.trainer.start_or_pause()
        self.setFocus()

    def _ask_to_close(self) -> None:
        words = self._desk.words
        box = QMessageBox(QMessageBox.Icon.Question, words("close_session"), words("close_session_sure"), parent=self.window())
        close = box.addButton(words("close_session"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(words("cancel"), QMessageBox.ButtonRole.RejectRole))
        box.finished.connect(lambda result: self._close(box, close))
        box.open()

    def _close(self, box: QMessageBox, close: object) -> None:
        if box.clickedButton() is close:
            self._with(Trainer.close_session)
            self.phones.close()
        box.deleteLater()

    def _ask_for_plan(self) -> None:
        if self.diary is not None:
            dialog = PlanDialog(self.window(), self._desk, self.diary.state.session, self._cases)
            dialog.chosen.connect(lambda scenes: self._with(lambda trainer: trainer.change_plan(scenes)))
            dialog.open()

    def _type_paper(self) -> None:
        step = self.diary.state.now_on
        PaperDialog(self.window(), self._desk, self.diary, step.scene if step else None).open()

    # --- switches

    def _show_sound(self) -> None:
        self.sound.show()
        self.sound.raise_()

    def _take_sound(self) -> None:
        names = self.sound.names
        if names != self.recorder.names:  # another device is another recording
            self.recorder.names = names
            self.recorder.stop()
        self.recorder.want(self.sound.wanted.isChecked())
        self._show_devices()

    def _show_phones(self) -> None:
        if self._phones_dialog is None:
            self._phones_dialog = PhonesDialog(self, self._desk, self.phones)
            self._phones_dialog.asked.connect(self._open_or_close_phones)
        self._phones_dialog.show()
        self._phones_dialog.raise_()

    def _open_or_close_phones(self, is_open: bool) -> None:
        if is_open and self.diary is not None and not self.diary.state.is_closed:
            self.phones.open(self.diary.folder)
        else:
            self.phones.close()

    def _show_or_hide_room(self) -> None:
        if self.room.isVisible():
            self.room.close()
        else:
            self._show_room()
            self.room.open(self.window())
        self._show_devices()

    def _turn_sound(self) -> None:
        self.bell.is_on = not self.bell.is_on
        if not self.bell.is_on:
            self.bell.stop()
        self._show_devices()

    def _bell_failed(self, failure: object) -> None:
        self.failed.emit(failure)
        self._show_devices()

    # --- showing

    def _show(self) -> None:
        if self.diary is None:
            return
        words, state, now_s = self._desk.words, self.diary.state, self._now_s()
        session, step = state.session, state.now_on
        self._title.setText(clean(session.title))
        self._show_steps()
        self.clock.show_state(state, now_s)
        is_play = step is not None and step.kind == "play" and not state.is_closed
        can_freeze = is_play and not state.clock.is_over
        self.cast.show_scene(session, playing_now(state, now_s) if step else None, can_freeze=can_freeze)
        self.cast.setVisible(step is None or step.kind != "discussion" or self._debrief is None)  # the debrief names the players
        is_talk = step is not None and step.scene is not None
        self._below.setCurrentWidget(self._pad_sheet if is_play else self._place if is_talk else self._plan)
        if not is_talk:
            self._plan.show_plan(session, self._cases)
        self.pad.show_people([(person.uid, clean(person.name)) for person in session.people])
        self._how.setText(self._case_title(step.scene) if step is not None and step.scene is not None else "")
        scene = step.scene if step else None
        self._marks_title.setText(words("marks_of", n=scene) if scene is not None else words("marks_seen"))
        self.marks.show_marks(state, scene)
        self._no_marks.setText(words("marks_none"))
        self._no_marks.setVisible(self.marks.count() == 0)
        self._buttons["undo_mark"].setEnabled(self._last_mark() is not None)
        self.close_session.setVisible(not state.is_closed)
        self._change_plan.setVisible(not state.is_closed)
        self._show_debrief()
        self._show_time()
        self._show_devices()

    def _case_title(self, scene: int) -> str:
        words, session = self._desk.words, self.diary.state.session
        one = session.scene(scene)
        case = next((each for each in self._cases if one is not None and each.id == one.case), None)
        return f"{words('plan_case')}{words.colon}{clean(case.title.in_(session.language))}" if case else ""

    def _show_steps(self) -> None:
        words, state = self._desk.words, self.diary.state
        texts = []
        for place, step in enumerate(state.session.steps):
            done = "✓ " if place in state.clocks and place != state.step else "▶ " if place == state.step else ""
            texts.append(f"{done}{step_name(step, state.session, words)}\n{words('minutes_n', n=round(step.seconds / 60))}")
        if [self.steps.item(place).text() for place in range(self.steps.count())] != texts:
            self.steps.clear()
            for text in texts:
                self.steps.addItem(QListWidgetItem(text))
        if state.step is not None and self.steps.currentRow() != state.step:
            self.steps.setCurrentRow(state.step)
            self.steps.scrollToItem(self.steps.item(state.step))

    def _show_debrief(self) -> None:
        if self._debrief is None:
            return
        state = self.diary.state if self.diary else None
        scene = state.now_on.scene if state and state.now_on and state.now_on.kind == "discussion" else None
        self._debrief.setVisible(scene is not None)
        self._debrief.show_scene(self.diary, scene)

    def _show_time(self) -> None:
        self.clock.show_time(self.diary.state, self._now_s())
        self.phones.look()
        if self.room.isVisible():
            self._show_room()

    def _show_room(self) -> None:
        words, state, now_s = self._desk.words, self.diary.state, self._now_s()
        step, session = state.now_on, state.session
        lines = []
        scene = playing_now(state, now_s)
        if step is not None and step.kind == "play" and scene is not None:
            for key, players in (("players_customer", scene.customers), ("players_provider", scene.providers)):
                if players:
                    lines.append(f"{words(key)}{words.colon}{people(session, players, words)}")
        elif not state.is_closed:
            place = 0 if state.step is None else state.step + 1
            if place < len(session.steps):
                lines.append(f"{words('room_next')}{words.colon}{step_name(session.steps[place], session, words)}")
        url = self.phones.url
        is_play = step is not None and step.kind == "play"
        way_in = None if url is None or is_play else (f"{url.partition('#')[0].removeprefix('http://')}  {self.phones.serving.code}", qr_svg(url))
        time_left = left(state.clock.left_s(now_s)) if state.clock and not state.is_closed else ""
        key = clock_state(state, now_s)
        self.room.show_time(
            Shown(
                title=step_name(step, session, words) if step else clean(session.title),
                time=time_left,
                state="" if key in ("", "clock_runs") else words(key),
                lines=tuple(lines),
                mood="usual" if state.is_closed else mood_of(state.clock, now_s),
                way_in=way_in,
            )
        )

    def _show_devices(self) -> None:
        """Recording, phones, the room's clock, the sound: on or off."""
        words, status = self._desk.words, self.recorder.status
        self._meter.setVisible(status is not None)
        text = words("recording_settings")
        if status is not None:
            ready = status.state == "paused" and status.elapsed_s == 0
            key = "mic_ready" if ready else {"recording": "mic_recording", "paused": "mic_paused"}.get(status.state, "mic_starting")
            text = f"{'● ' if status.state == 'recording' else ''}{words(key, time=clock(status.elapsed_s))}"
            if status.levels:
                self._meter.show_level(status.levels[0])
        self._buttons["record_scenes"].setText(text)
        is_open = self.phones.serving is not None
        self._buttons["phones"].setText(words("phones_open" if is_open else "phones"))
        self._buttons["room_clock"].setChecked(self.room.isVisible())
        self._buttons["room_sound"].setChecked(self.bell.is_on)
        if self.diary is not None and self.room.isVisible():
            self._show_room()
        if self.is_recording != self._is_busy:
            self._is_busy = self.is_recording
            self.busy.emit(self._is_busy)

    def _repaint(self) -> None:
        """The colours are others."""
        self.marks.restart()
        self._show()

    def _keys(self, name: str) -> str:
        return self.actions_by_name[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def _was_recording(diary: Diary) -> bool:
    """A session that records goes on doing so after a crash."""
    return bool(diary.state.recordings) and not diary.state.is_closed
