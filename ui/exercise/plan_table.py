"""The plan as a table: a cell is changed by a drop-down, two people exchange their places by dragging one onto the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from coach.exercise.plan_check import Role, trade, with_player
from coach.exercise.session import Scene, Session
from coach.practice.format import Case
from coach.report.format import clean
from ui.desk import Desk
from ui.widgets.fill import fill

COLUMNS = ("plan_scene", "plan_team", "plan_customer", "plan_second_customer", "plan_provider", "plan_second_provider", "plan_case")
_PLAYERS: dict[int, tuple[Role, int]] = {2: ("customers", 0), 3: ("customers", 1), 4: ("providers", 0), 5: ("providers", 1)}
_TEAM, _CASE = 1, 6
_VALUE = Qt.ItemDataRole.UserRole


class PlanTable(QTableWidget):
    """`changed` with all scenes, as the user wants them now; `is_fixed`: only to be read."""

    changed = Signal(object)

    def __init__(self, desk: Desk, *, is_fixed: bool = False) -> None:
        super().__init__(0, len(COLUMNS))
        self._desk = desk
        self._session: Session | None = None
        self._cases: tuple[Case, ...] = ()
        self._dragged: tuple[int, str] | None = None
        self.verticalHeader().hide()
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_Choices(self, self._choices))
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(72)
        if is_fixed:
            self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        else:
            self.clicked.connect(self.edit)
        self.retranslate()

    def show_plan(self, session: Session, cases: Sequence[Case]) -> None:
        self._session, self._cases = session, tuple(cases)
        at = self.currentRow(), self.currentColumn()
        self.setRowCount(len(session.scenes))
        for place, scene in enumerate(session.scenes):
            for column in range(len(COLUMNS)):
                self.setItem(place, column, self._item(scene, column))
        seconds = {3: any(len(scene.customers) > 1 for scene in session.scenes), 5: any(len(scene.providers) > 1 for scene in session.scenes)}
        for column, is_used in seconds.items():  # as long as nobody is second the column is narrow
            mode = QHeaderView.ResizeMode.Stretch if is_used else QHeaderView.ResizeMode.Interactive
            self.horizontalHeader().setSectionResizeMode(column, mode)
            if not is_used:
                self.setColumnWidth(column, 72)
        if -1 not in at:
            self.setCurrentCell(*at)

    def retranslate(self) -> None:
        words = self._desk.words
        self.setAccessibleName(words("plan"))
        self.setHorizontalHeaderLabels([words(key) for key in COLUMNS])
        for column, key in enumerate(COLUMNS):
            self.horizontalHeaderItem(column).setToolTip(words(key))
        if self._session is not None:
            self.show_plan(self._session, self._cases)

    def choose(self, row: int, column: int, value: object) -> None:
        """Put it there, as if it had been chosen from the cell's drop-down."""
        scene = self._session.scenes[row]
        if column == _TEAM:
            scenes = self._with_scene(scene, team=value)
        elif column == _CASE:
            scenes = self._with_scene(scene, case=value)
        else:
            scenes = with_player(self._session.scenes, scene.number, *_PLAYERS[column], value)
        if scenes != self._session.scenes:
            self.changed.emit(scenes)

    # --- dragging

    def startDrag(self, actions: Qt.DropAction) -> None:
        item = self.currentItem()
        self._dragged = (self._session.scenes[item.row()].number, item.data(_VALUE)) if item and item.column() in _PLAYERS else None
        if self._dragged and self._dragged[1]:
            super().startDrag(actions)

    def dropEvent(self, event: QDropEvent) -> None:
        """The one who was dragged and the one under them take each other's place."""
        index = self.indexAt(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)  # nothing is taken out of the table
        event.accept()
        if self._dragged is None or index.column() not in _PLAYERS:
            return
        there = self.item(index.row(), index.column()).data(_VALUE)
        if there is None:
            self.choose(index.row(), index.column(), self._dragged[1])
            return
        scenes = trade(self._session.scenes, self._dragged, (self._session.scenes[index.row()].number, there))
        if scenes != self._session.scenes:
            self.changed.emit(scenes)

    # --- showing

    def _item(self, scene: Scene, column: int) -> QTableWidgetItem:
        value = self._value(scene, column)
        texts = {choice: text for text, choice in self._choices(scene.number, column)}
        text = str(scene.number) if column == 0 else texts.get(value, "" if value is None else str(value))
        item = QTableWidgetItem("" if column in _PLAYERS and value is None else clean(text))
        item.setToolTip(item.text())
        item.setData(_VALUE, value)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if column:
            flags |= Qt.ItemFlag.ItemIsEditable
        if column in _PLAYERS:
            flags |= Qt.ItemFlag.ItemIsDropEnabled | Qt.ItemFlag.ItemIsDragEnabled
        item.setFlags(flags)
        return item

    def _value(self, scene: Scene, column: int) -> object:
        if column in _PLAYERS:
            role, place = _PLAYERS[column]
            players = getattr(scene, role)
            return players[place] if place < len(players) else None
        return {0: scene.number, _TEAM: scene.team, _CASE: scene.case}[column]

    def _choices(self, number: int, column: int) -> list[tuple[str, object]]:
        """What can stand in a cell: the scene's own team comes first."""
        words, session = self._desk.words, self._session
        if column == _TEAM:
            return [(team.name, place) for place, team in enumerate(session.teams)]
        if column == _CASE:
            return [(words("no_cases"), None), *((case.title.in_(words.language), case.id) for case in self._cases)]
        if column not in _PLAYERS:
            return []
        scene = session.scene(number)
        own = session.teams[scene.team].people if scene.team < len(session.teams) else ()
        others = [person.uid for person in session.people if person.uid not in own]
        people = [(session.name_of(uid), uid) for uid in (*own, *others)]
        return [*people, (words("nobody"), None)]

    def _with_scene(self, changed: Scene, **values: object) -> tuple[Scene, ...]:
        return tuple(msgspec.structs.replace(each, **values) if each is changed else each for each in self._session.scenes)

    def sizeHint(self) -> QSize:
        return QSize(480, 240)


class _Choices(QStyledItemDelegate):
    def __init__(self, table: PlanTable, choices: Callable[[int, int], list[tuple[str, object]]]) -> None:
        super().__init__(table)
        self._table = table
        self._choices = choices

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QWidget:
        box = QComboBox(parent)
        box.setAccessibleName(self._table.horizontalHeaderItem(index.column()).text())
        number = self._table.item(index.row(), 0).data(_VALUE)
        fill(box, self._choices(number, index.column()), chosen=index.data(_VALUE))
        box.activated.connect(lambda place: self._take(box))
        return box

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """It was filled when it was made."""

    def setModelData(self, editor: QComboBox, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex) -> None:
        self._table.choose(index.row(), index.column(), editor.currentData())

    def _take(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)
