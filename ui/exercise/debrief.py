"""The debrief of a scene in the order that teaches: the player, the customer, the observers, and the program last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStackedWidget, QTableWidget, QTableWidgetItem, QToolButton, QWidget

from coach.audio.play import Output
from coach.exercise import events as happened
from coach.exercise.debrief import ORDER, View, views
from coach.exercise.events import Side
from coach.exercise.marks import CARDS
from coach.exercise.session import Scene
from coach.exercise.state import Part, State
from coach.library.recording import longest_judged
from coach.library.store import open_library
from coach.model import Scorecard
from coach.report.cards import build_cards
from coach.report.format import clean, clock, number
from coach.session_report import DIFFER, grade
from ui.call.opened import OpenedSound, open_sound_of
from ui.call.player import Player
from ui.desk import Desk
from ui.exercise.diary import Diary
from ui.exercise.names import item_name
from ui.exercise.scene_line import SceneLine, Sign
from ui.exercise.side_form import FELT, OWN, SideForm
from ui.widgets.parts import button, clear, column, label, row, scrolled, tool

BEFORE_S = 4.0  # a mark comes a few seconds after what it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the program made of a recording of the scene. `from_s`: when the recording began, in the scene."""

    card: Scorecard
    from_s: float


def read_heard(parts: Sequence[Part], from_s: Sequence[float]) -> Heard | None:
    """The longest of the scene's recordings that is judged; None while none is. Raises UserError."""
    with open_library() as db:
        found = longest_judged(db, [part.recording for part in parts])
    return found and Heard(card=found[1], from_s=from_s[found[0]])


class DebriefPage(QFrame):
    """Shows the scene that is talked about (`show_scene`); what is said here becomes events of the diary."""

    failed = Signal(object)  # Failure

    def __init__(self, desk: Desk, output: Callable[[], AbstractContextManager[Output]]) -> None:
        super().__init__()
        self._desk = desk
        self._diary: Diary | None = None
        self._scene: int | None = None
        self._heard: Heard | None = None
        self._sound: OpenedSound | None = None
        self._seen: set[Side] = {"own"}
        self._asked = 0
        self.player = Player(self, output)
        self.player.moved.connect(self._show_position)
        self.player.changed.connect(lambda: self._show_position(self.player.position_s))
        self.player.failed.connect(self.failed)
        page = column(self, spacing=8)
        head = row(spacing=6)
        self.sides: dict[Side, QToolButton] = {}
        for side in ORDER:
            made = tool(checkable=True)
            made.setAutoExclusive(True)
            made.clicked.connect(lambda checked=False, side=side: self.show_side(side))
            self.sides[side] = made
            head.addWidget(made)
        head.addStretch(1)
        self.stop = button("", self.player.pause)
        head.addWidget(self.stop)
        page.addLayout(head)
        self._stack = QStackedWidget()
        self._forms: dict[Side, QWidget] = {}
        self._pages: dict[Side, QWidget] = {}
        for side in ("own", "customer"):
            self._forms[side] = QWidget()
            self._forms[side].setObjectName("page")
            column(self._forms[side], spacing=8)
            self._pages[side] = scrolled(self._forms[side])
        self.observed = QTableWidget(0, 4)
        self._pages["observers"] = self.observed
        self._pages["machine"] = self._make_machine()
        for side in ORDER:
            self._stack.addWidget(self._pages[side])
        page.addWidget(self._stack, 1)
        self.compared = QTableWidget(3, 1 + len(ORDER))
        for table in (self.observed, self.compared):
            table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
            table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
            table.verticalHeader().hide()
            table.setShowGrid(False)
            table.setWordWrap(True)
            table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.compared.setFixedHeight(4 * self.compared.verticalHeader().minimumSectionSize() + 30)  # the head and three aspects
        page.addWidget(self.compared)
        self.line = SceneLine(desk)
        self.line.chosen.connect(self.play_from)
        page.addWidget(self.line)
        desk.words.changed.connect(self.retranslate)
        desk.theme.changed.connect(self._show)
        self.retranslate()

    # --- asked from outside

    def show_scene(self, diary: Diary | None, scene: int | None) -> None:
        """The scene that is talked about; None when none is, or the session is left."""
        if (diary, scene) == (self._diary, self._scene):
            if scene is not None:
                self._look_for_recording()
                self._show_marks()
            return
        self.close_sound()
        self._diary, self._scene, self._heard, self._seen = diary, scene, None, {"own"}
        if scene is not None:
            self._make_forms()
            self.show_side("own")
            self._look_for_recording()

    def show_side(self, side: Side) -> None:
        self._seen.add(side)
        self.sides[side].setChecked(True)
        self._stack.setCurrentWidget(self._pages[side])
        if side == "machine":
            self._look_for_recording()
        self._show()

    def play_from(self, played_s: float) -> None:
        """From just before that time of the scene; nothing without a recording."""
        if self._heard is not None and self._sound is not None:
            self.player.play(max(0.0, played_s - self._heard.from_s - BEFORE_S))

    def close_sound(self) -> None:
        for stopped in self.player.unload():
            stopped.join()
        if self._sound is not None:
            self._sound.close()
            self._sound = None

    def retranslate(self) -> None:
        words = self._desk.words
        for side, made in self.sides.items():
            made.setText(words(f"side_{side}"))
        self.stop.setText(words("stop_sound"))
        self.observed.setHorizontalHeaderLabels([words("paper_item"), "＋", "－", words("paper_words")])
        self.observed.setAccessibleName(words("side_observers"))
        self.compared.setHorizontalHeaderLabels([words("aspect"), *(words(f"side_{side}") for side in ORDER)])
        self.compared.setAccessibleName(words("four_sides"))
        self.findings.setAccessibleName(words("side_machine"))
        if self._scene is not None:
            self._make_forms()
            self._show()

    # --- what is shown

    def _make_machine(self) -> QWidget:
        page = QWidget()
        lines = column(page, spacing=6)
        self._verdict = label(role="strong", wrap=True)
        self.findings = QListWidget()
        self.findings.setWordWrap(True)
        self.findings.itemActivated.connect(self._play_finding)
        self.findings.itemClicked.connect(self._play_finding)
        lines.addWidget(self._verdict)
        lines.addWidget(self.findings, 1)
        return page

    def _make_forms(self) -> None:
        state, words = self._state, self._desk.words
        for side, names in (("own", OWN), ("customer", FELT)):
            lines = self._forms[side].layout()
            clear(lines)
            for uid in self._played(side):
                name = clean(state.session.name_of(uid))
                form = SideForm(self._desk, words(f"ask_{side}", name=name), names, self._said(side, uid))
                form.kept.connect(lambda chosen, side=side, uid=uid: self._keep(side, uid, chosen))
                lines.addWidget(form)
            lines.addStretch(1)

    def _played(self, side: Side) -> tuple[str, ...]:
        """Everybody who had the role, the first cast before those who took over."""
        state, scene = self._state, self._planned
        casts = [scene, *(state.playing(scene, swap.at_s) for swap in state.swaps if swap.scene == scene.number)]
        return tuple(dict.fromkeys(uid for cast in casts for uid in (cast.providers if side == "own" else cast.customers)))

    def _said(self, side: Side, uid: str) -> dict[str, object]:
        said = (self._state.own_views if side == "own" else self._state.felt).get((self._scene, uid))
        return {} if said is None else {name: getattr(said, name) for name in (*OWN, "sentence")} if side == "own" else {name: getattr(said, name) for name in FELT}

    def _keep(self, side: Side, uid: str, chosen: dict[str, object]) -> None:
        kind = happened.OwnView if side == "own" else happened.Felt
        self._diary.add(kind(at_s=self._diary.now_s(), scene=self._scene, by=uid, **chosen))

    def _show(self) -> None:
        if self._scene is not None:
            self._show_machine()
            self._show_marks()
            self.stop.setVisible(self.player.is_playing)

    def _show_marks(self) -> None:
        self._show_observed()
        self._show_compared()
        self._show_line()

    def _show_observed(self) -> None:
        words = self._desk.words
        counts: dict[str, list] = {}
        for mark in self._state.marks_of(self._scene):
            row_of = counts.setdefault(mark.item, [0, 0, []])
            row_of[0 if mark.plus else 1] += 1
            if mark.words:
                row_of[2].append(f"“{clean(mark.words)}”")
        rows = [(item_name(item, words), str(plus or ""), str(minus or ""), " ".join(said)) for item, (plus, minus, said) in counts.items()]
        _fill(self.observed, rows or [(words("nobody_marked"), "", "", "")], wide=(0, 3))

    def _show_machine(self) -> None:
        words = self._desk.words
        self.findings.clear()
        if self._heard is None:
            recorded = any(part.scene == self._scene for part in self._state.recordings)
            self._verdict.setText(words("scene_being_judged" if recorded else "scene_not_recorded"))
            return
        score = self._heard.card.score
        self._verdict.setText(words("scene_scored", score="–" if score is None else number(score)))
        for card in build_cards(self._heard.card, words.language):
            said = f" “{clean(card.said.marked)}”" if card.said and card.said.marked else ""
            item = QListWidgetItem(f"{card.place.text if card.place else ''}  {card.kind}{words.colon}{card.title}{said}".strip())
            item.setData(Qt.ItemDataRole.UserRole, card.place.time_s if card.place else None)
            self.findings.addItem(item)
        if not self.findings.count():
            self.findings.addItem(words("scene_found_nothing"))

    def _show_compared(self) -> None:
        """Only the sides that were looked at: nobody is led by what others say."""
        words = self._desk.words
        found = [self._only_seen(view) for view in views(self._state, self._scene, self._heard.card if self._heard else None)]
        rows = []
        for view in sorted(found, key=lambda view: -view.difference):
            name = words(f"aspect_{view.aspect}")
            if not rows and view.difference >= DIFFER:
                name = f"{name}  {words('differ_here')}"
            rows.append((name, *(grade(view.by_side[side]).in_(words.language) if side in view.by_side else "–" for side in ORDER)))
        _fill(self.compared, rows, wide=(0,))

    def _only_seen(self, view: View) -> View:
        return View(aspect=view.aspect, by_side={side: value for side, value in view.by_side.items() if side in self._seen})

    def _show_line(self) -> None:
        state, words = self._state, self._desk.words
        signs = []
        if "observers" in self._seen:
            for mark in state.marks_of(self._scene):
                at_s = state.played_s(mark)
                if at_s is not None:
                    look = "red" if mark.item in CARDS else "strength" if mark.plus else "missed"
                    by = words("trainer") if mark.by == "trainer" else clean(state.session.name_of(mark.by))
                    signs.append(Sign(at_s=at_s, look=look, text=f"{clock(at_s)} {item_name(mark.item, words)} · {by}", is_above=True))
        if "machine" in self._seen and self._heard is not None:
            for card in build_cards(self._heard.card, words.language):
                if card.place and card.place.time_s is not None:
                    at_s = card.place.time_s + self._heard.from_s
                    look = card.look if card.look in ("red", "yellow", "strength") else "missed"
                    signs.append(Sign(at_s=at_s, look=look, text=f"{clock(at_s)} {card.kind}{words.colon}{card.title}", is_above=False))
        scene_clock = state.scene_clock(self._scene)
        length_s = scene_clock.elapsed_s(self._diary.now_s()) if scene_clock else 1.0
        self.line.show_scene(tuple(signs), length_s, words("scene_line" if self._heard else "scene_line_silent"))
        self.line.setToolTip(words("scene_line" if self._heard else "scene_line_silent"))

    # --- the recording

    def _look_for_recording(self) -> None:
        """Beside the window, and again until it is judged: it may still be on its way."""
        parts = [part for part in self._state.recordings if part.scene == self._scene]
        scene_clock = self._state.scene_clock(self._scene)
        if self._heard is not None or not parts or scene_clock is None:
            return
        self._asked += 1
        asked, from_s = self._asked, [scene_clock.elapsed_s(part.from_s) for part in parts]
        job = self._desk.jobs.start(lambda handle: read_heard(parts, from_s))
        job.done.connect(lambda heard: self._take_heard(heard) if asked == self._asked else None)
        job.failed.connect(self.failed)

    def _take_heard(self, heard: Heard | None) -> None:
        if heard is None or self._heard is not None:
            return
        self._heard = heard
        job = self._desk.jobs.start(lambda handle: open_sound_of(heard.card))
        job.done.connect(lambda sound: self._take_sound(heard, sound))
        job.failed.connect(self.failed)
        self._show()

    def _take_sound(self, heard: Heard, sound: OpenedSound) -> None:
        if heard is not self._heard:  # another scene is talked about by now
            sound.close()
            return
        self._sound = sound
        self.player.load(sound.tracks)

    def _play_finding(self, item: QListWidgetItem) -> None:
        time_s = item.data(Qt.ItemDataRole.UserRole)
        if time_s is not None and self._sound is not None:
            self.player.play(max(0.0, time_s - BEFORE_S))

    def _show_position(self, position_s: float) -> None:
        playing = self.player.is_playing and self._heard is not None
        self.line.show_position(position_s + self._heard.from_s if playing else None)
        self.stop.setVisible(self.player.is_playing)

    @property
    def _state(self) -> State:
        return self._diary.state

    @property
    def _planned(self) -> Scene:
        return self._state.session.scene(self._scene)


def _fill(table: QTableWidget, rows: Sequence[Sequence[str]], *, wide: tuple[int, ...]) -> None:
    """The rows, when they are others than those shown; the `wide` columns share what room there is."""
    from PySide6.QtWidgets import QHeaderView

    shown = [[table.item(at, column).text() if table.item(at, column) else "" for column in range(table.columnCount())] for at in range(table.rowCount())]
    if shown == [list(each) for each in rows]:
        return
    table.setRowCount(len(rows))
    for at, each in enumerate(rows):
        for place, text in enumerate(each):
            table.setItem(at, place, QTableWidgetItem(text))
    header = table.horizontalHeader()
    for place in range(table.columnCount()):
        header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch if place in wide else QHeaderView.ResizeMode.ResizeToContents)
    table.resizeRowsToContents()
