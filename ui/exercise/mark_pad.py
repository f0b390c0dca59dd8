"""What can be marked, each with its key: a click or a letter is a mark at this moment."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QWidget

from coach.exercise.marks import CARDS, ITEMS, NON_VERBAL
from coach.model import RED_CARDS, STAGES
from coach.report.words import stage_name
from ui.desk import Desk
from ui.exercise.names import item_name
from ui.exercise.trainer import TRAINER
from ui.widgets.fill import fill
from ui.widgets.parts import column, flowing, label, row, scrolled, tool

# The initial of the English name where it is free; the cards that are seen lie together in the lowest row.
KEYS = {
    "empathy": "E", "ownership": "O", "willingness": "W", "open_question": "Q", "closed_question": "A",
    "check_understanding": "U", "summarise": "S", "propose_solution": "P", "invite_opinion": "I", "greeting": "G", "closing": "L",
    "commanding": "D", "irresponsible": "R", "not_humble": "H", "posture": "Z", "movement": "X", "face": "C", "gesture": "V",
}  # fmt: skip
SKILLS_SHOWN = tuple(item for item in ITEMS if item not in CARDS)
COLUMNS = 2


class MarkPad(QWidget):
    """`marked` with an item and whether it was well done; `worded` with a word or two on the last mark. `stage` and `by` are chosen here."""

    marked = Signal(str, bool)
    worded = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.stage: str | None = None
        self.actions_by_name: dict[str, QAction] = {}
        self._plus: dict[str, QToolButton] = {}
        self._minus: dict[str, QToolButton] = {}
        self._names: dict[str, QLabel] = {}
        whole = column(self, spacing=6)
        page = QWidget()
        lines = column(page, margins=(0, 0, 6, 0), spacing=4)
        lines.addLayout(self._make_stages())
        self._captions: list[tuple[QLabel, str]] = []
        lines.addLayout(self._make_skills(SKILLS_SHOWN))
        for key, items in (("red_cards_spoken", RED_CARDS), ("red_cards_seen", NON_VERBAL)):
            caption = label(role="caption")
            self._captions.append((caption, key))
            lines.addWidget(caption)
            lines.addLayout(self._make_cards(items))
        lines.addStretch(1)
        whole.addWidget(scrolled(page), 1)
        foot = row(spacing=8)
        self._by_caption, self.by = label(role="hint"), QComboBox()
        self._by_caption.setBuddy(self.by)
        self.by.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.by.setMinimumWidth(110)
        self.words = QLineEdit()
        self.words.setMaxLength(200)
        self.words.returnPressed.connect(self._say)
        foot.addWidget(self._by_caption)
        foot.addWidget(self.by)
        foot.addWidget(self.words, 1)
        whole.addLayout(foot)
        self._hint = flowing(role="hint")
        whole.addWidget(self._hint)
        self._make_actions()

    @property
    def by_uid(self) -> str:
        return self.by.currentData() or TRAINER

    def show_people(self, people: Sequence[tuple[str, str]]) -> None:
        """Who can have seen it: (uid, name), besides the trainer."""
        entries = [(self._desk.words("trainer"), TRAINER), *((name, uid) for uid, name in people)]
        if [(self.by.itemText(at), self.by.itemData(at)) for at in range(self.by.count())] != entries:
            fill(self.by, entries)

    def choose_stage(self, stage: str | None) -> None:
        self.stage = stage
        for each, pressed in self._stages.items():
            pressed.setChecked(each == stage)

    def retranslate(self) -> None:
        words = self._desk.words
        language = words.language
        for number, (stage, pressed) in enumerate(self._stages.items()):
            name = stage_name(stage, language) if stage else words("stage_none")
            pressed.setText(f"{number} {name}")
            self.actions_by_name[f"stage_{number}"].setText(f"{words('stage')}{words.colon}{name}")
        for caption, key in self._captions:
            caption.setText(words(key))
        for item, key in KEYS.items():
            name = item_name(item, words)
            minus = words("mark_minus", item=name)
            self._minus[item].setToolTip(f"{minus} ({key if item in CARDS else f'Shift+{key}'})")
            self._minus[item].setAccessibleName(minus)
            if item in CARDS:
                self._minus[item].setText(f"{key}  {name}")
                self.actions_by_name[f"mark_{item}"].setText(minus)
                continue
            plus = words("mark_plus", item=name)
            self._names[item].setText(f"{key}  {name}")
            self._plus[item].setToolTip(f"{plus} ({key})")
            self._plus[item].setAccessibleName(plus)
            self.actions_by_name[f"mark_{item}"].setText(plus)
            self.actions_by_name[f"mark_{item}_minus"].setText(minus)
        self._by_caption.setText(words("marked_by"))
        self.by.setAccessibleName(words("marked_by"))
        self.words.setPlaceholderText(words("mark_words"))
        self.words.setAccessibleName(words("mark_words"))
        self._hint.setText(words("mark_keys"))

    # --- made once

    def _make_stages(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(3)
        self._stages: dict[str | None, QToolButton] = {}
        for number, stage in enumerate((None, *STAGES)):
            made = tool("stage", checkable=True)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.clicked.connect(lambda checked=False, stage=stage: self.choose_stage(stage))
            made.setChecked(stage is None)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._stages[stage] = made
            grid.addWidget(made, number // 4, number % 4)
        return grid

    def _make_skills(self, items: Sequence[str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(2)
        for place, item in enumerate(items):
            at, beside = place // COLUMNS, (place % COLUMNS) * 4
            self._names[item] = label()
            self._names[item].setMinimumWidth(60)
            self._plus[item] = self._sign("＋", "plus", item, True)
            self._minus[item] = self._sign("－", "minus", item, False)
            grid.addWidget(self._names[item], at, beside)
            grid.addWidget(self._plus[item], at, beside + 1)
            grid.addWidget(self._minus[item], at, beside + 2)
            grid.setColumnStretch(beside, 1)
        grid.setColumnMinimumWidth(3, 14)
        return grid

    def _make_cards(self, items: Sequence[str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(4)
        for place, item in enumerate(items):
            self._minus[item] = self._sign("", "card", item, False)
            grid.addWidget(self._minus[item], place // 4, place % 4)
        grid.setColumnStretch(4, 1)
        return grid

    def _sign(self, text: str, role: str, item: str, plus: bool) -> QToolButton:
        made = tool(role)
        made.setText(text)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setMinimumHeight(22)
        made.clicked.connect(lambda: self.marked.emit(item, plus))
        return made

    def _make_actions(self) -> None:
        for item, key in KEYS.items():
            self._action(f"mark_{item}", key, lambda item=item: self.marked.emit(item, item not in CARDS))
            if item not in CARDS:
                self._action(f"mark_{item}_minus", f"Shift+{key}", lambda item=item: self.marked.emit(item, False))
        for number, stage in enumerate((None, *STAGES)):
            self._action(f"stage_{number}", str(number), lambda stage=stage: self.choose_stage(stage))

    def _action(self, name: str, keys: str, does) -> None:
        action = QAction(self)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda checked=False: does())
        self.actions_by_name[name] = action

    def _say(self) -> None:
        self.worded.emit(self.words.text())
        self.words.clear()
