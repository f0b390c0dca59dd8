"""The teams, a list for each: names are dragged from one to another, or sent there by its number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from coach.exercise.session import Person, Team
from coach.report.format import clean
from ui.desk import Desk
from ui.widgets.parts import clear, column

IN_A_ROW = 4
MOST_NAME = 60


class TeamsBox(QWidget):
    """`moved` with a person's uid and the place of the team they go to; `renamed` with a team's place and its new name."""

    moved = Signal(str, int)
    renamed = Signal(int, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.lists: list[_TeamList] = []
        self._names: list[QLineEdit] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)

    def show_teams(self, teams: Sequence[Team], people: Sequence[Person]) -> None:
        if len(teams) != len(self.lists):
            self._make(len(teams))
        names = {person.uid: person.name for person in people}
        for place, team in enumerate(teams):
            if self._names[place].text() != team.name:
                self._names[place].setText(team.name)
            self.lists[place].show_people([(uid, names.get(uid, uid)) for uid in team.people])
            self.lists[place].setAccessibleName(team.name)

    def _make(self, count: int) -> None:
        clear(self._grid)
        self.lists, self._names = [], []
        for place in range(count):
            name, people = QLineEdit(), _TeamList(place)
            name.setMaxLength(MOST_NAME)
            name.setAccessibleName(f"{self._desk.words('plan_team')} {place + 1}")
            name.editingFinished.connect(lambda place=place, name=name: self._rename(place, name.text()))
            people.wanted.connect(self._move)
            both = column(spacing=2)
            both.addWidget(name)
            both.addWidget(people)
            self._grid.addLayout(both, place // IN_A_ROW, place % IN_A_ROW)
            self.lists.append(people)
            self._names.append(name)

    def _move(self, uid: str, place: int) -> None:
        if 0 <= place < len(self.lists):
            self.moved.emit(uid, place)

    def _rename(self, place: int, name: str) -> None:
        if name.strip():
            self.renamed.emit(place, " ".join(name.split()))


class _TeamList(QListWidget):
    """`wanted` with a uid and the team it is to go to."""

    wanted = Signal(str, int)

    def __init__(self, place: int) -> None:
        super().__init__()
        self._place = place
        self.setObjectName("team")
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setMinimumHeight(84)
        self.setMaximumHeight(132)

    def show_people(self, people: Sequence[tuple[str, str]]) -> None:
        self.clear()
        for uid, name in people:
            item = QListWidgetItem(clean(name))
            item.setData(Qt.ItemDataRole.UserRole, uid)
            self.addItem(item)

    def dropEvent(self, event: QDropEvent) -> None:
        source = event.source()
        event.setDropAction(Qt.DropAction.IgnoreAction)  # the lists are filled anew by their owner
        event.accept()
        if isinstance(source, _TeamList) and source is not self and source.currentItem():
            self.wanted.emit(source.currentItem().data(Qt.ItemDataRole.UserRole), self._place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if item is not None and event.text().isdigit() and event.text() != "0":
            self.wanted.emit(item.data(Qt.ItemDataRole.UserRole), int(event.text()) - 1)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(120, 100)
