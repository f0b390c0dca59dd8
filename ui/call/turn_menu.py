"""The menu of chosen turns and of the one who speaks in them: who said it, where it ends, what the speaker is called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from coach.correct import Correction
from coach.model import Scorecard
from coach.names import MAX_NAME_CHARACTERS
from ui.call.deeds import Cut, deeds, names_of
from ui.desk import Desk

Correct = Callable[[Sequence[Correction]], object]


def turn_menu(
    parent: QWidget, desk: Desk, scorecard: Scorecard, numbers: Sequence[int], cut: Cut | None, correct: Correct
) -> QMenu:
    """A menu that deletes itself when it is closed; `correct` gets what was chosen."""
    words = desk.words
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    _head(menu, words("turn_chosen", n=numbers[0]) if len(numbers) == 1 else words("turns_chosen", n=len(numbers)))
    for deed in deeds(scorecard, numbers, cut, words):
        menu.addAction(deed.text, partial(correct, list(deed.changes))).setObjectName(deed.key)
    speakers = {scorecard.turns[number - 1].speaker for number in numbers}
    speaker = next((each for each in scorecard.speakers if speakers == {each.id}), None)
    if speaker is not None:
        name = names_of(scorecard, words.language)[speaker.id]
        menu.addSeparator()
        _head(menu, words("in_whole_call"))
        menu.addAction(words("name_speaker", name=name), partial(ask_name, parent, desk, scorecard, speaker.id, correct)).setObjectName("name")
        if speaker.role != "rep" and len(scorecard.speakers) > 1:
            menu.addAction(words("is_the_rep", name=name), partial(correct, [Correction(what="rep", target=speaker.id)])).setObjectName("rep")
    return menu


def _head(menu: QMenu, text: str) -> None:
    """A line that cannot be chosen; the style sheet shows no text of sections."""
    menu.addAction(text).setEnabled(False)


def ask_name(parent: QWidget, desk: Desk, scorecard: Scorecard, speaker: str, correct: Correct) -> None:
    """Ask what a speaker is called; an empty name takes it away."""
    words = desk.words
    now = next(each.name for each in scorecard.speakers if each.id == speaker) or ""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(words("name_title"))
    dialog.setLabelText(words("name_label", name=names_of(scorecard, words.language)[speaker]))
    dialog.setTextValue(now)
    dialog.setOkButtonText(words("save_and_judge"))
    dialog.setCancelButtonText(words("cancel"))

    def give(name: str) -> None:
        name = name.strip()[:MAX_NAME_CHARACTERS]
        if name != now:
            correct([Correction(what="name", target=speaker, value=name)])

    dialog.textValueSelected.connect(give)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
