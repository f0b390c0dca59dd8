"""One turn corrected: its words, who spoke, who is the rep, and what the program missed in it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget

from coach.correct import Correction
from coach.model import LABELS, Scorecard, Turn
from coach.report.format import clean, clock
from coach.report.words import label_name
from ui.call.deeds import names_of, rep_of
from ui.desk import Desk
from ui.widgets.parts import button, column, label, row

WIDTH, SIDE = 560, 26


class CorrectDialog(QDialog):
    """`corrected` with the Corrections, in the order they are to be made; never with none."""

    corrected = Signal(object)

    def __init__(self, parent: QWidget, desk: Desk, scorecard: Scorecard, turn: Turn) -> None:
        super().__init__(parent)
        self._desk, self._scorecard, self._turn = desk, scorecard, turn
        words = desk.words
        number = scorecard.turns.index(turn) + 1
        place = f" · {clock(turn.start_s)}" if turn.start_s is not None else ""
        heading = words("correct_turn_n", n=number) + place
        self.setWindowTitle(heading)
        lines = column(self, margins=(SIDE, 20, SIDE, 18), spacing=6)
        lines.addWidget(label(heading, "heading"))
        lines.addSpacing(4)
        self.words = QPlainTextEdit(turn.text)
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(96)
        self._named(lines, "words_of_turn", self.words)
        if turn.heard is not None:
            lines.addWidget(_hint(words("program_heard", text=clean(turn.heard))))
        self.speaker, self.rep = self._speakers(turn.speaker), self._speakers(_rep(scorecard))
        for place in range(self.rep.count()):
            same = self.rep.itemData(place) in ("", _rep(scorecard))
            self.rep.setItemText(place, words("rep_as_it_is" if same else "rep_is", name=self.rep.itemText(place)))
        lines.addSpacing(6)
        beside = row(spacing=16)
        for key, box in (("who_spoke", self.speaker), ("rep_of_call", self.rep)):
            half = column(spacing=6)
            self._named(half, key, box)
            beside.addLayout(half, 1)
        lines.addLayout(beside)
        lines.addSpacing(6)
        self.missed, self.quote = QComboBox(), QLineEdit()
        self.missed.addItem(words("nothing_missed"), "")
        for each in LABELS:
            if each not in turn.labels:
                self.missed.addItem(label_name(each, words.language), each)
        self.quote.setPlaceholderText(words("on_which_words"))
        self.quote.setAccessibleName(words("on_which_words"))
        self._named(lines, "add_missed", self.missed)
        lines.addWidget(self.quote)
        lines.addWidget(_hint(words("add_missed_hint")))
        lines.addStretch(1)
        lines.addSpacing(10)
        foot = row()
        foot.addWidget(label(words("save_key"), "hint"))
        foot.addStretch(1)
        foot.addWidget(button(words("cancel"), self.reject))
        self.save = button(words("save_and_judge"), self.accept, "main")
        self.save.setDefault(True)
        foot.addWidget(self.save)
        lines.addLayout(foot)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)
        self.missed.currentIndexChanged.connect(self._show_quote)
        self.speaker.currentIndexChanged.connect(self._show_missed)
        self.rep.currentIndexChanged.connect(self._show_missed)
        self._show_missed()
        self.resize(WIDTH, self.layout().totalHeightForWidth(WIDTH))
        self.finished.connect(self._finish)
        self.words.setFocus()
        self.words.moveCursor(QTextCursor.MoveOperation.End)

    def changes(self) -> list[Correction]:
        """What is another than it was; who speaks comes before what is found in it."""
        turn, rep, speaker = self._turn, self.rep.currentData(), self.speaker.currentData()
        text = " ".join(self.words.toPlainText().split())
        made = []
        if rep and rep != _rep(self._scorecard):
            made.append(Correction(what="rep", target=rep))
        if speaker and speaker != turn.speaker:
            made.append(Correction(what="speaker", target=turn.uid, value=speaker))
        if text != turn.text:
            made.append(Correction(what="words", target=turn.uid, value=text))
        if self.missed.isEnabled() and self.missed.currentData():
            made.append(Correction(what="add", target=turn.uid, value=self.missed.currentData(), quote=self.quote.text()))
        return made

    def _finish(self, result: int) -> None:
        if result and (made := self.changes()):
            self.corrected.emit(made)
        self.deleteLater()

    def _named(self, lines, key: str, field: QWidget) -> None:
        name = label(self._desk.words(key), "caption")
        name.setBuddy(field)
        field.setAccessibleName(self._desk.words(key))
        lines.addWidget(name)
        lines.addWidget(field)

    def _speakers(self, chosen: str | None) -> QComboBox:
        box = QComboBox()
        if chosen is None:
            box.addItem("—", "")
        names = names_of(self._scorecard, self._desk.words.language)
        for each in self._scorecard.speakers:
            box.addItem(names[each.id], each.id)
        box.setCurrentIndex(max(0, box.findData(chosen or "")))
        box.setEnabled(len(self._scorecard.speakers) > 1)
        return box

    def _show_missed(self) -> None:
        """Only the rep's words carry labels."""
        reps = {each.id for each in self._scorecard.speakers if each.role == "rep"}
        if self.rep.currentData() != _rep(self._scorecard):
            reps = {self.rep.currentData()}
        self.missed.setEnabled((self.speaker.currentData() or self._turn.speaker) in reps)
        self._show_quote()

    def _show_quote(self) -> None:
        self.quote.setEnabled(self.missed.isEnabled() and bool(self.missed.currentData()))


def _hint(text: str) -> QLabel:
    """As wide as the dialog: Qt keeps room for the height that a wrapped line has at its narrowest."""
    made = label(text, "hint", wrap=True)
    made.setMinimumWidth(WIDTH - 2 * SIDE)
    return made


def _rep(scorecard: Scorecard) -> str | None:
    rep = rep_of(scorecard)
    return rep.id if rep else None
