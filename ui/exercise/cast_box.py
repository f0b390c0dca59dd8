"""Who plays and who observes; freeze and swap: the scene stands, somebody else takes over, it goes on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QWidget

from coach.exercise.session import Scene, Session
from coach.report.format import clean
from ui.desk import Desk
from ui.exercise.names import people
from ui.widgets.fill import fill
from ui.widgets.parts import button, column, flowing, label, row


class CastBox(QFrame):
    """`frozen` when the scene is to stand, `swapped` with who goes and who comes, `went_on` when it is to go on."""

    frozen = Signal()
    swapped = Signal(str, str)
    went_on = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._session: Session | None = None
        self._scene: Scene | None = None
        self.setObjectName("sheet")
        lines = column(self, margins=(16, 8, 12, 10), spacing=4)
        self._rows: dict[str, tuple[QWidget, QLabel, QLabel]] = {}
        for key in ("players_customer", "players_provider", "players_observe"):
            holder = QWidget()
            line = row(holder, spacing=8)
            caption, names = label(role="caption"), flowing(role="strong" if key != "players_observe" else "soft")
            caption.setMinimumWidth(72)
            line.addWidget(caption)
            line.addWidget(names, 1)
            self._rows[key] = (holder, caption, names)
            lines.addWidget(holder)
        self._freeze = button("", self.frozen.emit)
        self._rows["players_customer"][0].layout().addWidget(self._freeze)
        self._panel = QWidget()
        panel = row(self._panel, spacing=8)
        self._goes_caption, self.goes = label(role="hint"), QComboBox()
        self._comes_caption, self.comes = label(role="hint"), QComboBox()
        for caption, box in ((self._goes_caption, self.goes), (self._comes_caption, self.comes)):
            caption.setBuddy(box)
            box.setMinimumWidth(80)
            panel.addWidget(caption)
            panel.addWidget(box, 1)
        self.swap = button("", lambda: self._leave(swaps=True), "main")
        self._no_swap = button("", lambda: self._leave(swaps=False))
        panel.addWidget(self.swap)
        panel.addWidget(self._no_swap)
        self._panel.hide()
        lines.addWidget(self._panel)

    @property
    def is_swapping(self) -> bool:
        return not self._panel.isHidden()

    def show_scene(self, session: Session, scene: Scene | None, *, can_freeze: bool) -> None:
        self._session, self._scene = session, scene
        self.setVisible(scene is not None)
        self._freeze.setVisible(can_freeze)
        if not can_freeze:
            self._panel.hide()
        if scene is None:
            return
        observers = tuple(person.uid for person in session.people if person.uid not in scene.players)
        shown = {"players_customer": scene.customers, "players_provider": scene.providers, "players_observe": observers}
        for key, (holder, _, names) in self._rows.items():
            names.setText(people(session, shown[key], self._desk.words))
            holder.setVisible(bool(shown[key]))

    def ask(self) -> None:
        """Who takes over; the provider steps out unless another is chosen, somebody of the same team comes."""
        session, scene = self._session, self._scene
        if scene is None:
            return
        others = [person.uid for person in session.people if person.uid not in scene.players]
        own = session.teams[scene.team].people if scene.team < len(session.teams) else ()
        others.sort(key=lambda uid: uid not in own)
        fill(self.goes, [(clean(session.name_of(uid)), uid) for uid in (*scene.providers, *scene.customers)], chosen=None)
        fill(self.comes, [(clean(session.name_of(uid)), uid) for uid in others], chosen=None)
        self.swap.setEnabled(bool(others))
        self._panel.show()
        self.comes.setFocus()

    def retranslate(self, keys: str) -> None:
        words = self._desk.words
        for key, (_, caption, _) in self._rows.items():
            caption.setText(words(key))
        self._freeze.setText(f"{words('freeze_and_swap')} ({keys})")
        self._goes_caption.setText(words("swap_goes"))
        self._comes_caption.setText(words("swap_comes"))
        self.goes.setAccessibleName(words("swap_goes"))
        self.comes.setAccessibleName(words("swap_comes"))
        self.swap.setText(words("swap_go_on"))
        self._no_swap.setText(words("swap_nobody"))

    def _leave(self, *, swaps: bool) -> None:
        self._panel.hide()
        if swaps and self.goes.currentData() and self.comes.currentData():
            self.swapped.emit(self.goes.currentData(), self.comes.currentData())
        self.went_on.emit()
