"""A paper sheet typed in afterwards: who observed, which scene, and each mark with its time."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QLineEdit, QWidget

from coach.exercise.marks import CARDS, ITEMS
from coach.exercise.state import State
from coach.model import STAGES
from coach.report.format import clean, clock
from coach.report.words import stage_name
from ui.desk import Desk
from ui.exercise.diary import Diary
from ui.exercise.marks_list import MarksList
from ui.exercise.names import item_name
from ui.exercise.trainer import TRAINER, Trainer
from ui.widgets.fill import fill
from ui.widgets.parts import button, column, flowing, label, row

_TIME = re.compile(r"(\d{1,3})(?:[:：.](\d{1,2}))?")


class PaperDialog(QDialog):
    """Each mark is kept as it is added; the list shows those of the scene."""

    def __init__(self, parent: QWidget, desk: Desk, diary: Diary, scene: int | None) -> None:
        super().__init__(parent)
        self._desk, self._diary = desk, diary
        words = desk.words
        self.setWindowTitle(words("paper_title"))
        lines = column(self, margins=(22, 18, 22, 16), spacing=10)
        lines.addWidget(label(words("paper_title"), "heading"))
        lines.addWidget(flowing(words("paper_hint"), "hint"))
        self.observer, self.scene, self.item, self.sign, self.stage = (QComboBox() for _ in range(5))
        self.time, self.words = QLineEdit(), QLineEdit()
        self.words.setMaxLength(200)
        self.time.setMaximumWidth(90)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        places = (
            ("paper_observer", self.observer, 0, 0, 2), ("paper_scene", self.scene, 0, 2, 2), ("paper_time", self.time, 2, 0, 1),
            ("paper_item", self.item, 2, 1, 1), ("paper_sign", self.sign, 2, 2, 1), ("stage", self.stage, 2, 3, 1),
            ("paper_words", self.words, 4, 0, 3),
        )  # fmt: skip
        for key, part, at, beside, span in places:
            caption = label(words(key), "hint")
            caption.setBuddy(part)
            part.setAccessibleName(words(key))
            grid.addWidget(caption, at, beside, 1, span)
            grid.addWidget(part, at + 1, beside, 1, span)
        grid.setColumnStretch(1, 1)
        self.add = button(words("paper_add"), self._add, "main")
        grid.addWidget(self.add, 5, 3)
        lines.addLayout(grid)
        self._problem = flowing(role="failed")
        self._problem.hide()
        lines.addWidget(self._problem)
        self.marks = MarksList(desk)
        self.marks.taken_back.connect(lambda mark: Trainer(diary).take_back(mark))
        lines.addWidget(self.marks, 1)
        foot = row()
        foot.addStretch(1)
        leave = button(words("close"), self.accept)
        foot.addWidget(leave)
        lines.addLayout(foot)
        self._fill(diary.state, scene)
        for typed in (self.time, self.words):
            typed.returnPressed.connect(self._add)
        for each in (self.add, leave):
            each.setAutoDefault(False)  # Enter in a field adds the mark, and presses nothing
        self.scene.activated.connect(lambda place: self._show())
        self.item.activated.connect(lambda place: self._show())
        diary.changed.connect(self._show)
        self.finished.connect(lambda result: self._leave())
        self.time.setFocus()
        self._show()

    @property
    def problem(self) -> str:
        return "" if self._problem.isHidden() else self._problem.text()

    def sizeHint(self) -> QSize:
        return QSize(640, 520)

    def _fill(self, state: State, scene: int | None) -> None:
        words, session = self._desk.words, state.session
        people = [(clean(person.name), person.uid) for person in session.people]
        fill(self.observer, [*people, (words("trainer"), TRAINER)])
        played = [one for one in session.scenes if (clock_of := state.scene_clock(one.number)) and clock_of.runs]
        texts = [(words("step_play", n=one.number, team=clean(session.teams[one.team].name)), one.number) for one in played]
        fill(self.scene, texts, chosen=scene)
        fill(self.item, [(item_name(item, words), item) for item in ITEMS])
        fill(self.sign, [("＋", True), ("－", False)])
        stages = [(stage_name(stage, words.language), stage) for stage in STAGES]
        fill(self.stage, [(words("stage_none"), None), *stages])
        if not played:
            self._refuse(words("paper_no_scene"))
            self.add.setEnabled(False)

    def _add(self) -> None:
        state, scene = self._diary.state, self.scene.currentData()
        if scene is None:
            return
        played = state.scene_clock(scene)
        most_s = played.elapsed_s(self._diary.now_s())
        found = _TIME.fullmatch(self.time.text().strip())
        at_s = int(found[1]) * 60 + int(found[2] or 0) if found and int(found[2] or 0) < 60 else None
        if at_s is None or at_s > most_s:
            self._refuse(self._desk.words("paper_bad_time", text=self.time.text().strip(), most=clock(most_s)))
            self.time.setFocus()
            self.time.selectAll()
            return
        self._problem.hide()
        Trainer(self._diary).mark_at(
            scene, played.time_at(at_s), self.item.currentData(), self.sign.currentData(), stage=self.stage.currentData(),
            by=self.observer.currentData(), words=self.words.text(),
        )  # fmt: skip
        self.words.clear()
        self.time.setFocus()
        self.time.selectAll()

    def _show(self) -> None:
        self.sign.setEnabled(self.item.currentData() not in CARDS)
        if self.item.currentData() in CARDS:
            self.sign.setCurrentIndex(1)
        self.marks.show_marks(self._diary.state, self.scene.currentData())

    def _refuse(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.show()

    def _leave(self) -> None:
        self._diary.changed.disconnect(self._show)
        self.deleteLater()

