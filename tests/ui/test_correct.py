"""A call corrected in the window: clicks and keys, the score that follows, the program's own verdict beside it."""

from __future__ import annotations

import tomllib

import pytest
from PySide6.QtCore import QUrl, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from coach.library.store import get_call, list_calls, open_library, save_call
from coach.report.cards import build_cards
from coach.report.format import number
from coach.rubric.load import load_rubric
from tests.rubric.cards import scored
from tests.ui.conftest import press, wait_until
from ui.call.correct_dialog import CorrectDialog

LEFT = Qt.MouseButton.LeftButton
EN = (
    "rep: Good morning, this is Sam, how can I help?", "customer: My phone is dead again, this is the third time!",
    "rep: Calm down. You have to wait.", "customer: I have waited for two weeks!", "rep: That's not my department.",
)  # fmt: skip


@pytest.fixture
def card(tmp_path, data_folder, language):
    made = scored(tmp_path, *EN)
    with open_library() as db:
        save_call(db, made, title="The phone", rubric_text=load_rubric("service-cycle").text)
    return made


@pytest.fixture
def call(card, window):
    window.open_call(card.uid)
    assert wait_until(lambda: window.call.isVisible() and window.call.panel.is_filled)
    return window.call


def saved(uid: str):
    with open_library() as db:
        return get_call(db, uid)


def red_card(card):
    return next(one for one in card.findings if one.kind == "red_card" and one.id == "commanding")


def settled(call) -> bool:
    return wait_until(lambda: not call.corrector.is_busy and call.panel.is_filled)


def open_dialog(call) -> CorrectDialog:
    assert wait_until(lambda: call.findChildren(CorrectDialog))
    (dialog,) = call.findChildren(CorrectDialog)
    assert wait_until(dialog.isActiveWindow)
    return dialog


def test_a_card_called_wrong_changes_the_score_and_the_programs_verdict_stays(call, card, window):
    wrong = red_card(card)
    press(call.panel.verdict_button(wrong.uid, "wrong"))
    assert call.corrector.is_busy  # judged beside the window, not in the click
    assert settled(call)
    after = saved(card.uid)
    assert after.score > card.score
    assert f"{number(card.score)} → {number(after.score)}" in call.told
    texts = call.panel.texts()
    assert "The program's own verdict" in texts
    assert "A person: wrong" in texts
    assert f"By the program alone: {number(card.score)}" in texts
    press(call.panel.verdict_button(wrong.uid, "take_back"))
    assert settled(call)
    assert saved(card.uid) == card
    assert "The program's own verdict" not in call.panel.texts()


def test_undo_and_redo_by_key_step_by_step(call, card):
    press(call.panel.verdict_button(red_card(card).uid, "wrong"))
    assert settled(call)
    wrong = saved(card.uid)
    QTest.keyClick(call.transcript, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert settled(call)
    assert saved(card.uid) == card
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(call.transcript, Qt.Key.Key_Z, both)
    assert settled(call)
    assert saved(card.uid) == wrong


def test_undo_with_nothing_to_undo_says_so(call, window):
    QTest.keyClick(call.transcript, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert wait_until(lambda: window.notice.isVisible())
    assert "no correction to undo" in window.notice.text


def test_x_and_y_speak_of_the_chosen_card(call, card):
    chosen = next(each.number for each in build_cards(card, "en") if each.uid == red_card(card).uid)
    QTest.keyClick(call.transcript, Qt.Key.Key_Y)
    assert "Choose a card" in call.told
    call.choose_card(chosen)
    QTest.keyClick(call.transcript, Qt.Key.Key_Y)
    assert settled(call)
    assert "A person: right" in call.panel.texts()
    QTest.keyClick(call.transcript, Qt.Key.Key_X)
    assert settled(call)
    assert saved(card.uid).score > card.score


def test_the_words_of_a_turn_are_corrected_and_what_was_heard_is_shown(call, card):
    call.transcript.anchorClicked.emit(QUrl("edit:3"))
    dialog = open_dialog(call)
    dialog.words.setPlainText("")
    QTest.keyClicks(dialog.words, "I'm so sorry, let me look into it for you.")
    QTest.mouseClick(dialog.save, LEFT)
    assert settled(call)
    assert saved(card.uid).turns[2].text == "I'm so sorry, let me look into it for you."
    text = call.transcript.toPlainText()
    assert "The program heard: Calm down. You have to wait." in text
    assert "I'm so sorry" in text


def test_a_missed_finding_is_added_by_keys_alone(call, card):
    call.choose_card(next(each.number for each in build_cards(card, "en") if each.place and each.place.turn == 3))
    QTest.keyClick(call.transcript, Qt.Key.Key_E)
    dialog = open_dialog(call)
    assert dialog.words.hasFocus()
    for _ in range(3):  # past who spoke and who is the rep
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.missed.hasFocus()
    while dialog.missed.currentData() != "not_humble":
        before = dialog.missed.currentIndex()
        QTest.keyClick(dialog.missed, Qt.Key.Key_Down)
        assert dialog.missed.currentIndex() > before
    QTest.keyClicks(dialog.quote, "Calm down")
    QTest.keyClick(dialog.quote, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert settled(call)
    after = saved(card.uid)
    assert "not_humble" in after.turns[2].labels
    assert "Added by a person" in call.panel.texts()


def test_a_turn_given_to_the_other_speaker(call, card):
    call.edit_turn(3)
    dialog = open_dialog(call)
    assert dialog.missed.isEnabled()
    dialog.speaker.setCurrentIndex(dialog.speaker.findData("customer"))
    assert not dialog.missed.isEnabled()
    QTest.mouseClick(dialog.save, LEFT)
    assert settled(call)
    assert saved(card.uid).turns[2].role == "customer"
    assert "The program took this for: Rep" in call.transcript.toPlainText()


def test_the_speakers_are_swapped_from_the_menu(call, card, window):
    call.actions_by_name["swap_speakers"].trigger()
    assert settled(call)
    assert [turn.role for turn in saved(card.uid).turns] == ["customer", "rep", "customer", "rep", "customer"]
    assert wait_until(lambda: window.library.is_read)
    with open_library() as db:
        assert list_calls(db)[0].score == saved(card.uid).score


def test_nothing_changed_is_no_correction(call, card):
    call.edit_turn(3)
    QTest.mouseClick(open_dialog(call).save, LEFT)
    assert not call.corrector.is_busy
    assert saved(card.uid) == card


def test_an_example_for_the_rubric_goes_to_the_clipboard(call, card):
    wrong = red_card(card)
    press(call.panel.verdict_button(wrong.uid, "wrong"))
    assert settled(call)
    press(call.panel.verdict_button(wrong.uid, "offer"))
    (mark,) = tomllib.loads(QGuiApplication.clipboard().text())["marks"]
    assert mark["id"] == "commanding"
    assert mark["counter_examples"]["en"]
    assert "Copied" in call.told


def test_what_was_said_is_there_when_the_call_is_opened_again(call, card, window):
    press(call.panel.verdict_button(red_card(card).uid, "wrong"))
    assert settled(call)
    call.leave()
    window.open_call(card.uid)
    assert wait_until(lambda: call.panel.is_filled and "The program's own verdict" in call.panel.texts())


def test_the_words_switch_live(call, card, window):
    press(call.panel.verdict_button(red_card(card).uid, "wrong"))
    assert settled(call)
    window._desk.words.choose("zh")
    assert wait_until(lambda: call.panel.is_filled)
    texts = call.panel.texts()
    assert "程序原来的判断" in texts
    assert "人工：判错了" in texts
    assert call.actions_by_name["undo"].text() == "撤销更正"
    assert "得分" in call.told
