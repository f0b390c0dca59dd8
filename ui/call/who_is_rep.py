"""Which voice is the rep's: each voice can be heard, a sentence of its own, and one of them is chosen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from coach.apart import LETTERS, LONGEST_SAMPLE_S, sample_turn
from coach.model import Scorecard
from coach.report.format import clean, clock
from ui.call.deeds import names_of, rep_of
from ui.call.player import Player
from ui.desk import Desk
from ui.widgets.parts import button, column, frame, label, row

WIDTH, SIDE, SAID_WIDTH = 580, 26, 280


def asks_for_the_rep(scorecard: Scorecard) -> bool:
    """Whether the program told voices apart and could not say which is the rep's, and nobody has said so since."""
    return rep_of(scorecard) is None and any(note.code == "rep_unsure" for note in scorecard.notes)


class WhoIsRep(QDialog):
    """`chosen` with the id of the speaker who is the rep. A, B, … play a voice, 1, 2, … choose one; closing leaves all as it is."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, desk: Desk, scorecard: Scorecard, player: Player) -> None:
        super().__init__(parent)
        words = desk.words
        self._player = player
        self.setWindowTitle(words("which_is_rep"))
        lines = column(self, margins=(SIDE, 20, SIDE, 18), spacing=8)
        lines.addWidget(label(words("which_is_rep"), "heading"))
        lines.addWidget(_wrapped(words("which_is_rep_why"), "hint", WIDTH - 2 * SIDE))
        names = names_of(scorecard, words.language)
        self._samples = {each.id: sample_turn(scorecard.turns, each.id) for each in scorecard.speakers}
        self._plays: dict[str, QPushButton] = {}
        self._choices: dict[str, QPushButton] = {}
        for letter, speaker in zip(LETTERS, scorecard.speakers, strict=False):
            turn = self._samples[speaker.id]
            sheet = frame("sheet")
            voice = row(sheet, margins=(12, 10, 12, 10), spacing=12)
            play = button(words("hear_sample", letter=letter), partial(self._play, speaker.id))
            play.setEnabled(player.can_play and turn is not None)
            voice.addWidget(play)
            said = "—" if turn is None else f"{clock(turn.start_s)}  “{clean(turn.text)}”"
            texts = column(spacing=2)
            texts.addWidget(label(names[speaker.id], "strong"))
            texts.addWidget(_wrapped(said, "soft", SAID_WIDTH))
            voice.addLayout(texts, 1)
            choose = button(words("this_is_rep"), partial(self._choose, speaker.id), "main")
            choose.setAccessibleName(f"{letter}{words.colon}{words('this_is_rep')}")
            choose.setAutoDefault(False)
            play.setAutoDefault(False)
            voice.addWidget(choose)
            lines.addWidget(sheet)
            self._plays[speaker.id], self._choices[speaker.id] = play, choose
            QShortcut(QKeySequence(letter), self, partial(self._play, speaker.id))
            QShortcut(QKeySequence(str(1 + LETTERS.index(letter))), self, partial(self._choose, speaker.id))
        foot = row()
        foot.addWidget(label(words("which_is_rep_keys"), "hint"), 1)
        foot.addWidget(button(words("decide_later"), self.reject))
        lines.addLayout(foot)
        self.resize(WIDTH, self.layout().totalHeightForWidth(WIDTH))
        self.finished.connect(self._finish)

    def play_button(self, speaker: str) -> QPushButton:
        return self._plays[speaker]

    def choose_button(self, speaker: str) -> QPushButton:
        return self._choices[speaker]

    def _play(self, speaker: str) -> None:
        turn = self._samples[speaker]
        if turn is not None:
            self._player.set_loop(None)
            self._player.play(turn.start_s, min(turn.end_s, turn.start_s + LONGEST_SAMPLE_S))

    def _choose(self, speaker: str) -> None:
        self.chosen.emit(speaker)
        self.accept()

    def _finish(self) -> None:
        self._player.pause()
        self.deleteLater()


def _wrapped(text: str, role: str, width: int) -> QLabel:
    """Wrapped, and no higher than it is at this width: Qt keeps room for the height at the narrowest."""
    made = label(text, role, wrap=True)
    made.setMinimumWidth(width)
    return made
