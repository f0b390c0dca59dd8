"""One call: the scorecard and the transcript side by side, the timeline under them, and the sound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QScrollBar, QSplitter, QVBoxLayout, QWidget

from coach.audio.play import Output, loudspeaker
from coach.audio.track import Track
from coach.correct import Correction
from coach.keep_correction import spoken_of
from coach.model import Scorecard, Span
from coach.report.cards import Card, build_cards
from coach.report.heading import call_facts
from coach.report.format import clean, number as figure
from coach.rubric.offer import as_example
from ui.again.again import Again
from ui.call.correct_dialog import CorrectDialog
from ui.call.corrector import Corrector, read_machine
from ui.call.deeds import Cut, deeds, rep_of
from ui.call.legend import Legend
from ui.call.opened import OpenedCall, OpenedSound, open_sound_of, read_call
from ui.call.player import SPEEDS, Player
from ui.call.said import finding_of
from ui.call.scorecard import ScorecardPanel
from ui.call.timeline import Timeline
from ui.call.transcript import Transcript
from ui.call.transport import Transport
from ui.call.turn_bar import TurnBar
from ui.call.turn_menu import turn_menu
from ui.call.verdict import Asked
from ui.call.who_is_rep import WhoIsRep, asks_for_the_rep
from ui.desk import Desk
from ui.icons import icon
from ui.jobs import Failure
from ui.widgets.keys import key_action
from ui.widgets.parts import column, frame, label, row, tool

JUMP_S = 5.0
# Names of actions and their keys; the menu shows them in this order, "" is a line between groups.
KEYS = (
    ("play_pause", "Space"),
    ("back_5", "Left"),
    ("forward_5", "Right"),
    ("previous_finding", "P"),
    ("next_finding", "N"),
    ("next_moment", "M"),
    ("previous_moment", "Shift+M"),
    ("try_moment", "T"),
    ("hear_livelier", "V"),
    ("", ""),
    ("slower", "["),
    ("faster", "]"),
    ("loop", "L"),
    ("", ""),
    ("zoom_in", "+"),
    ("zoom_out", "-"),
    ("zoom_all", "0"),
    ("", ""),
    ("correct_turn", "E"),
    ("swap_speakers", "S"),
    ("who_speaks", "O"),
    ("join_chosen", "J"),
    ("cut_here", "D"),
    ("ask_who_is_rep", "W"),
    ("mark_right", "Y"),
    ("mark_wrong", "X"),
    ("undo", "Ctrl+Z"),
    ("redo", "Ctrl+Shift+Z"),
)


class CallScreen(QWidget):
    """`left` when the user goes back; `failed` with a Failure; `shown` when a call is on the screen, `sounded` when it can be heard.

    `corrected` when a person's correction has been judged and kept.
    """

    left = Signal()
    failed = Signal(object)
    shown = Signal(str)
    sounded = Signal()
    corrected = Signal()

    def __init__(self, desk: Desk, output: Callable[[], AbstractContextManager[Output]] = loudspeaker) -> None:
        super().__init__()
        self._desk = desk
        self.uid: str | None = None
        self._title = ""
        self._scorecard: Scorecard | None = None
        self._machine: Scorecard | None = None
        self._told = ("", {})  # a message and its values, beside the name of the call
        self._cards: Sequence[Card] = ()
        self._card = 0
        self._sound: OpenedSound | None = None
        self._loading = False
        self.player = Player(self, output)
        self.corrector = Corrector(desk, self)
        self.again = Again(self, desk, output)
        self.actions_by_name = self._make_actions()
        self._lay_out()
        self._connect()
        self.retranslate()

    def open(self, uid: str) -> None:
        """Read a call and show it, then its sound."""
        if uid == self.uid and self._scorecard is not None:
            self.shown.emit(uid)
            return
        self.leave()
        self.uid = uid
        job = self._desk.jobs.start(lambda handle: read_call(uid))
        job.done.connect(self._show)
        job.failed.connect(self.failed)

    def leave(self) -> None:
        """Let the call and its sound go."""
        self.uid, self._scorecard, self._machine, self._cards, self._card = None, None, None, (), 0
        self._told = ("", {})
        self.again.load(None)
        self.panel.stop()
        self._let_sound_go()

    def retranslate(self) -> None:
        words = self._desk.words
        self._back.setToolTip(words("back_to_calls"))
        self._back.setAccessibleName(words("back_to_calls"))
        for name, action in self.actions_by_name.items():
            action.setText(words(name))
        for name, shown in self._steps.items():
            shown.setAccessibleName(words(name))
            shown.setToolTip(f"{words(name)} ({self.actions_by_name[name].shortcut().toString()})")
        if self._scorecard is not None:
            self._fill()

    # --- showing

    def _show(self, call: OpenedCall) -> None:
        if call.scorecard.uid != self.uid:
            return  # another was opened meanwhile
        self._title, self._scorecard = call.title, call.scorecard
        self.panel.show_attempts({})
        self._fill()
        self.again.load(call.scorecard.uid)
        self._show_steps(call)
        self.shown.emit(call.scorecard.uid)
        uid, scorecard = self.uid, call.scorecard
        if call.can_undo or spoken_of(scorecard):
            read = self._desk.jobs.start(lambda handle: read_machine(uid))
            read.done.connect(lambda machine: self._take_machine(scorecard, machine))
            read.failed.connect(self.failed)
        self._loading = True
        self._show_status()
        job = self._desk.jobs.start(lambda handle: open_sound_of(scorecard))
        job.done.connect(lambda sound: self._take_sound(uid, sound))
        job.failed.connect(self._sound_failed)

    def _fill(self) -> None:
        words, scorecard = self._desk.words, self._scorecard
        self._cards = build_cards(scorecard, words.language)
        self._name.setText(clean(self._title))
        self._facts.setText(" · ".join(call_facts(scorecard, words.language)))
        self.panel.show_call(scorecard, self._cards, self._machine)
        self.transcript.show_call(scorecard, self._cards)
        self.timeline.show_call(scorecard, self._cards)
        self._show_turn_bar()
        self._below.setVisible(scorecard.duration_s is not None)
        self.timeline.setVisible(scorecard.duration_s is not None)
        self.transport.setVisible(scorecard.duration_s is not None)
        self.transport.show_length(self.timeline.length_s if scorecard.duration_s is not None else 0.0)
        self._show_bar()
        self._show_status()
        self._show_told()
        if self._card:
            self._select(self._card)

    def _take_machine(self, scorecard: Scorecard, machine: Scorecard | None) -> None:
        if scorecard is self._scorecard:  # else it was corrected, or another call opened, meanwhile
            self._machine = machine
            self.panel.show_call(scorecard, self._cards, machine)
            if self._card:
                self.panel.select(self._card)

    # --- correcting

    def _take_correction(self, call: OpenedCall) -> None:
        self.corrected.emit()
        if call.scorecard.uid != self.uid:
            return
        before = self._scorecard
        card = self._card_numbered(self._card)
        chosen = card.uid if card else None
        self._scorecard, self._machine, self._card = call.scorecard, call.machine, 0
        before_score, after_score = ("—" if each.score is None else figure(each.score) for each in (before, call.scorecard))
        self._told = ("score_changed", {"before": before_score, "after": after_score})
        self._fill()
        self._show_steps(call)
        number = next((card.number for card in self._cards if card.uid == chosen), 0)
        if number:
            self._card = number
            self.panel.mark(number)
            self.timeline.select(number)
        if QApplication.focusWidget() is not self.timeline:  # the button that was pressed is gone, and the dialog
            self.transcript.setFocus()

    def _ask(self, finding_uid: str, asked: Asked) -> None:
        if asked == "offer":
            self._offer(finding_uid)
        elif self.uid is not None:
            self.corrector.correct(self.uid, [Correction(what=asked, target=finding_uid)])

    def _offer(self, finding_uid: str) -> None:
        finding = finding_of(finding_uid, self._scorecard, self._machine)
        right = finding_of(finding_uid, self._scorecard) is not None
        language = self._desk.words.language
        text = finding and as_example(self._scorecard, finding, right=right, language=language)
        if text:
            QGuiApplication.clipboard().setText(text)
        self._tell("example_copied" if text else "no_example")

    def _mark(self, asked: Asked) -> None:
        card = self._card_numbered(self._card)
        if card is None:
            self._tell("choose_card_first")
        else:
            self._ask(card.uid, asked)

    def edit_turn(self, number: int) -> None:
        """Open the dialog that corrects the turn with this number (from 1)."""
        scorecard = self._scorecard
        if scorecard is None or not 1 <= number <= len(scorecard.turns):
            return
        self.player.pause()
        dialog = CorrectDialog(self, self._desk, scorecard, scorecard.turns[number - 1])
        uid = scorecard.uid
        dialog.corrected.connect(lambda changes: self.corrector.correct(uid, changes))
        dialog.open()

    def _edit(self) -> None:
        self.edit_turn(self._turn_number())

    def _turn_number(self) -> int:
        """The turn that plays, else that of the chosen card, else the one at the place where one is."""
        card = self._card_numbered(self._card)
        if card and card.place and card.place.turn and not self.player.is_playing:
            return card.place.turn
        return self.transcript.turn_number_at(self.player.position_s)

    def _swap(self) -> None:
        """With two voices the other one is the rep; with more, the dialog asks which."""
        speakers = self._scorecard.speakers if self._scorecard else ()
        others = [each.id for each in speakers if each.role != "rep"]
        if len(speakers) == 2 and len(others) == 1:
            self.corrector.correct(self.uid, [Correction(what="rep", target=others[0])])
        else:
            self.ask_who_is_rep()

    # --- chosen turns

    def show_turn_menu(self, numbers: Sequence[int]) -> None:
        """The menu of these turns (numbers from 1), under the first of them."""
        if self._scorecard is None or not numbers or numbers[-1] > len(self._scorecard.turns):
            return
        menu = turn_menu(self, self._desk, self._scorecard, numbers, self.transcript.cut_place(), self._correct)
        menu.popup(self.transcript.menu_place(numbers[0]))

    def ask_who_is_rep(self) -> None:
        """Let the user hear each voice and choose the rep's."""
        if self._scorecard is None or len(self._scorecard.speakers) < 2:
            self._tell("one_voice")
            return
        self.player.pause()
        dialog = WhoIsRep(self, self._desk, self._scorecard, self.player)
        rep = rep_of(self._scorecard)
        now = rep.id if rep else None
        dialog.chosen.connect(lambda speaker: speaker != now and self._correct([Correction(what="rep", target=speaker)]))
        dialog.open()

    def _chosen_turns(self) -> tuple[int, ...]:
        """Those selected, else the one that plays or stands at the place where one is."""
        return self.transcript.selected_turns() or (self.transcript.turn_number_at(self.player.position_s),)

    def _join_chosen(self) -> None:
        self._do("join", self._chosen_turns(), None)

    def _cut_here(self) -> None:
        cut = self.transcript.cut_place()
        if cut is None:
            self._tell("cut_where")
        else:
            self._do("cut", (cut.number,), cut)

    def _do(self, key: str, numbers: Sequence[int], cut: Cut | None) -> None:
        if self._scorecard is not None and numbers[-1] <= len(self._scorecard.turns):
            offered = deeds(self._scorecard, numbers, cut, self._desk.words)
            for deed in (each for each in offered if each.key == key):
                self._correct(deed.changes)

    def _correct(self, changes: Sequence[Correction]) -> None:
        if self.uid is not None:
            self.corrector.correct(self.uid, changes)

    def _show_turn_bar(self) -> None:
        selected = self.transcript.selected_turns()
        self.turn_bar.show_turns(self._scorecard, selected, self.transcript.cut_place() if len(selected) == 1 else None)

    def _step_back(self) -> None:
        if self.uid is not None:
            self.corrector.undo(self.uid)

    def _step_on(self) -> None:
        if self.uid is not None:
            self.corrector.redo(self.uid)

    @property
    def told(self) -> str:
        """What is said beside the name of the call."""
        return self._said.text()

    def _tell(self, key: str, **values: object) -> None:
        self._told = (key, values)
        self._show_told()

    def _show_told(self) -> None:
        key, values = ("judging_again", {}) if self.corrector.is_busy else self._told
        self._said.setText(self._desk.words(key, **values) if key else "")

    def _show_steps(self, call: OpenedCall) -> None:
        self._steps["undo"].setEnabled(call.can_undo)
        self._steps["redo"].setEnabled(call.can_redo)

    def _take_sound(self, uid: str | None, sound: OpenedSound) -> None:
        if uid != self.uid:
            self._desk.jobs.start(lambda handle: sound.close())
            return
        self._sound, self._loading = sound, False
        self.timeline.show_sound(sound.outlines, sound.moments_s)
        self.player.load(sound.tracks)
        self._show_status()
        self.sounded.emit()
        if asks_for_the_rep(self._scorecard):
            self.ask_who_is_rep()

    def _sound_failed(self, failure: Failure) -> None:
        self._loading = False
        self._show_status()
        self.failed.emit(failure)

    def _show_status(self) -> None:
        words = self._desk.words
        warning = self._sound.warning if self._sound else None
        text = words("loading_sound") if self._loading else warning.in_(words.language) if warning else ""
        self.transport.show_status(text)

    def _let_sound_go(self) -> None:
        playing = self.player.unload()
        sound, self._sound, self._loading = self._sound, None, False

        def let_go(handle: object) -> None:
            for each in playing:
                each.join()
            if sound is not None:
                sound.close()

        if playing or sound is not None:
            self._desk.jobs.start(let_go)

    def close_sound(self) -> None:
        """At the end of the program: stop, wait and clean up at once."""
        self.panel.stop()
        self.again.close()
        for each in self.player.unload():
            each.join()
        if self._sound is not None:
            self._sound.close()
            self._sound = None

    # --- trying again

    def _ask_again(self, finding_uid: str, what: str) -> None:
        card = next((card for card in self._cards if card.uid == finding_uid), None)
        if card is not None:
            self.player.pause()  # else what plays would be meant
            self._select(card.number)
            self._try_moment() if what == "try_moment" else self._hear_livelier()

    def _try_moment(self) -> None:
        """Of the chosen card."""
        card = self._card_numbered(self._card)
        self.player.pause()
        if card is None:
            self._tell("choose_card_first")
        elif not self.again.try_moment(self._scorecard, card, self._tracks):
            self._tell("no_moment")

    def _hear_livelier(self) -> None:
        """The turn that plays, else that of the chosen card, else the one at the place where one is."""
        number = self._turn_number()
        self.player.pause()
        turns = self._scorecard.turns if self._scorecard else ()
        turn = turns[number - 1] if 1 <= number <= len(turns) else None
        if self._scorecard is None or not self.again.hear_livelier(self._scorecard, turn, self._tracks):
            self._tell("no_own_voice")

    @property
    def _tracks(self) -> Sequence[Track]:
        """The call's sound, () while there is none."""
        return self._sound.tracks if self._sound else ()

    # --- choosing and playing

    def choose_card(self, number: int) -> None:
        """Show a card everywhere and play its moment."""
        self._select(number)
        card = self._card_numbered(number)
        if card and card.place and card.place.time_s is not None:
            self._play_from(card.place.time_s)

    def _select(self, number: int) -> None:
        self._card = number
        self.panel.select(number)
        self.timeline.select(number)
        card = self._card_numbered(number)
        if card and card.place and card.place.turn:
            self.transcript.bring_turn(card.place.turn)

    def _card_numbered(self, number: int) -> Card | None:
        return next((card for card in self._cards if card.number == number), None)

    def _play_from(self, time_s: float) -> None:
        loop = self.player.loop
        if loop is not None and not loop.start_s <= time_s < loop.end_s:
            self.player.set_loop(None)
        self._show_position(time_s)
        self.player.play(time_s)

    def _step_card(self, by: int) -> None:
        numbers = [card.number for card in self._cards]
        if not numbers:
            return
        if self._card in numbers:
            at = min(max(0, numbers.index(self._card) + by), len(numbers) - 1)
        else:
            at = 0 if by > 0 else len(numbers) - 1
        self.choose_card(numbers[at])

    def _step_moment(self, by: int) -> None:
        """To the next marked moment after where one is, or the last before it; a second counts as being there."""
        now_s, moments_s = self.player.position_s, self.timeline.moments_s
        if not moments_s:
            self._tell("no_moments")
        elif by > 0:
            self._play_from(next((each for each in moments_s if each > now_s + 0.05), moments_s[-1]))
        else:
            self._play_from(next((each for each in reversed(moments_s) if each < now_s - 1.0), moments_s[0]))

    def _jump(self, by_s: float) -> None:
        self.player.seek(self.player.position_s + by_s)

    def _toggle(self) -> None:
        # Space presses the button that has the focus, as everywhere; otherwise it plays.
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and focused.isEnabled():
            focused.click()
        elif isinstance(focused, QComboBox):
            focused.showPopup()
        else:
            self.player.toggle()

    def _step_speed(self, by: int) -> None:
        at = SPEEDS.index(self.player.speed) + by
        self.player.set_speed(SPEEDS[min(max(0, at), len(SPEEDS) - 1)])

    def _toggle_loop(self) -> None:
        if self.player.loop is not None:
            self.player.set_loop(None)
            return
        position_s = self.player.position_s
        turn = self.transcript.turn_at(position_s)
        start_s, end_s = turn or (position_s, min(position_s + JUMP_S, self.timeline.length_s))
        if end_s > start_s:
            self.player.set_loop(Span(start_s, end_s))

    def _show_position(self, position_s: float) -> None:
        self.timeline.show_position(position_s, follow=self.player.is_playing)
        self.transcript.show_position(position_s, follow=self.player.is_playing)

    # --- made once

    def _make_actions(self) -> dict[str, QAction]:
        does = {
            "play_pause": self._toggle,
            "back_5": lambda: self._jump(-JUMP_S),
            "forward_5": lambda: self._jump(JUMP_S),
            "previous_finding": lambda: self._step_card(-1),
            "next_finding": lambda: self._step_card(1),
            "next_moment": lambda: self._step_moment(1),
            "previous_moment": lambda: self._step_moment(-1),
            "try_moment": self._try_moment,
            "hear_livelier": self._hear_livelier,
            "slower": lambda: self._step_speed(-1),
            "faster": lambda: self._step_speed(1),
            "loop": self._toggle_loop,
            "zoom_in": lambda: self.timeline.zoom_in(),
            "zoom_out": lambda: self.timeline.zoom_out(),
            "zoom_all": lambda: self.timeline.zoom_all(),
            "correct_turn": self._edit,
            "swap_speakers": self._swap,
            "who_speaks": lambda: self.show_turn_menu(self._chosen_turns()),
            "join_chosen": self._join_chosen,
            "cut_here": self._cut_here,
            "ask_who_is_rep": self.ask_who_is_rep,
            "mark_right": lambda: self._mark("right"),
            "mark_wrong": lambda: self._mark("wrong"),
            "undo": self._step_back,
            "redo": self._step_on,
        }
        also = {"zoom_in": ("=",)}
        return {name: key_action(self, keys, does[name], *also.get(name, ())) for name, keys in KEYS if name}

    def _lay_out(self) -> None:
        page = column(self, spacing=0)
        page.addLayout(self._make_head())
        self.panel, self.transcript = ScorecardPanel(self._desk), Transcript(self._desk)
        self.timeline = Timeline(self._desk)
        self.transport = Transport(self._desk, self.actions_by_name, self.player)
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.addWidget(self.panel)
        self.turn_bar = TurnBar(self._desk)
        said = QWidget()
        spoken = column(said, spacing=0)
        spoken.addWidget(self.transcript, 1)
        spoken.addWidget(self.turn_bar)
        beside.addWidget(self._in_sheet(said, (4, 4, 16, 8)))
        beside.setStretchFactor(0, 11)
        beside.setStretchFactor(1, 9)
        self._bar = QScrollBar(Qt.Orientation.Horizontal)
        self._below = below = QWidget()
        lines = column(below, spacing=0)
        lines.addWidget(self._in_sheet(self.timeline, (12, 0, 16, 4), bar=self._bar), 1)
        lines.addWidget(self.transport)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.addWidget(beside)
        self.split.addWidget(below)
        self.split.setStretchFactor(0, 2)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([310, 330])
        beside.setSizes([640, 520])
        for splitter in (beside, self.split):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(6)
        self.panel.setMinimumWidth(580)
        self.transcript.setMinimumWidth(280)
        self.beside = beside
        page.addWidget(self.split, 1)
        QWidget.setTabOrder(self._back, self.panel)
        QWidget.setTabOrder(self.panel, self.transcript)
        QWidget.setTabOrder(self.transcript, self.timeline)

    def _make_head(self) -> QVBoxLayout:
        lines = column(margins=(10, 8, 16, 6), spacing=0)
        head = row(spacing=8)
        self._back = tool()
        self._back.setIconSize(QSize(20, 20))
        self._back.clicked.connect(lambda: self.left.emit())
        self._name, self._facts = label(role="title"), label(role="soft")
        self._name.setMinimumWidth(60)
        head.addWidget(self._back)
        head.addWidget(self._name)
        head.addWidget(self._facts, 1, Qt.AlignmentFlag.AlignVCenter)
        self._said = label(role="soft")
        head.addWidget(self._said, 0, Qt.AlignmentFlag.AlignVCenter)
        self._steps = {"undo": tool(), "redo": tool()}
        for name, step in self._steps.items():
            step.setIconSize(QSize(18, 18))
            step.setEnabled(False)
            step.clicked.connect(lambda checked=False, name=name: self.actions_by_name[name].trigger())
            head.addWidget(step)
        lines.addLayout(head)
        return lines

    def _in_sheet(self, inside: QWidget, margins: tuple[int, int, int, int], *, bar: QScrollBar | None = None) -> QWidget:
        outside = QWidget()
        space = column(outside, margins=margins)
        sheet = frame("sheet")
        lines = column(sheet, margins=(2, 2, 2, 2), spacing=0)
        lines.addWidget(inside, 1)
        if bar is not None:
            lines.addWidget(bar)
            lines.addWidget(Legend(self._desk))
        space.addWidget(sheet)
        return outside

    def _connect(self) -> None:
        self.panel.card_chosen.connect(self.choose_card)
        self.panel.time_chosen.connect(self._play_from)
        self.panel.asked.connect(self._ask)
        self.panel.again_asked.connect(self._ask_again)
        self.again.changed.connect(lambda: self.panel.show_attempts(self.again.attempts))
        self.again.failed.connect(self.failed)
        self.transcript.edit_asked.connect(self.edit_turn)
        self.transcript.speaker_asked.connect(lambda number: self.show_turn_menu((number,)))
        self.transcript.selected.connect(self._show_turn_bar)
        self.turn_bar.asked.connect(self._correct)
        self.corrector.corrected.connect(self._take_correction)
        self.corrector.failed.connect(self.failed)
        self.corrector.busy_changed.connect(self._show_told)
        self.transcript.card_chosen.connect(self.choose_card)
        self.transcript.chosen.connect(self._play_from)
        self.timeline.card_chosen.connect(self.choose_card)
        self.timeline.chosen.connect(self._play_from)
        self.timeline.looped.connect(self._loop_chosen)
        self.timeline.viewed.connect(self._show_bar)
        self._bar.valueChanged.connect(self._scroll)
        self.player.moved.connect(self._show_position)
        self.player.changed.connect(lambda: self.timeline.show_loop(self.player.loop))
        self.player.failed.connect(self.failed)
        self.transport.speed_chosen.connect(self.player.set_speed)
        self._desk.words.changed.connect(self.retranslate)
        self._desk.theme.changed.connect(self._paint_icons)
        self._paint_icons()

    def _loop_chosen(self, loop: Span | None) -> None:
        self.player.set_loop(loop)
        if loop is not None and not self.player.is_playing:
            self.player.play(loop.start_s)

    def _paint_icons(self) -> None:
        self._back.setIcon(icon("back", self._desk.theme.colours.ink))
        for name, step in self._steps.items():
            step.setIcon(icon(name, self._desk.theme.colours.ink))

    def _show_bar(self) -> None:
        view, length_s = self.timeline.view, self.timeline.length_s
        self._bar.blockSignals(True)
        self._bar.setRange(0, max(0, round(1000 * (length_s - view.duration_s))))
        self._bar.setPageStep(max(1, round(1000 * view.duration_s)))
        self._bar.setValue(round(1000 * view.start_s))
        self._bar.blockSignals(False)
        self._bar.setVisible(view.duration_s < length_s - 0.01)

    def _scroll(self, value_ms: int) -> None:
        start_s = value_ms / 1000
        self.timeline.show_view(Span(start_s, start_s + self.timeline.view.duration_s))
