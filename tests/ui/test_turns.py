"""Turns in the window: a click on a name, turns dragged over or selected by keys, cut and joined; which voice is the rep's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu

from coach.apart import sample_turn
from coach.library.store import get_call, open_library, save_call
from coach.model import Note, Text
from coach.rubric.load import load_rubric
from tests.report.sample import sample
from tests.rubric.cards import scored
from tests.ui.calls import with_sound
from tests.ui.conftest import wait_until
from tests.ui.test_correct import EN, LEFT, saved, settled
from ui.call.who_is_rep import WhoIsRep


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


def place_of(transcript, position: int) -> QPoint:
    """The middle of the character at this place of the document, in the viewport."""
    cursor = QTextCursor(transcript.document())
    cursor.setPosition(position)
    box = transcript.cursorRect(cursor)
    cursor.setPosition(position + 1)
    return QPoint((box.left() + transcript.cursorRect(cursor).left()) // 2, box.center().y())


def words_at(transcript, words: str) -> int:
    at = transcript.document().find(words).selectionStart()
    assert at >= 0
    return at


def menu_of(call) -> QMenu:
    def shown() -> list[QMenu]:
        return [menu for menu in call.findChildren(QMenu) if menu.isVisible()]

    assert wait_until(shown)
    return shown()[0]


def choose(menu: QMenu, name: str) -> None:
    action = next(each for each in menu.actions() if each.objectName() == name)
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())


def drag(transcript, first: int, last: int) -> None:
    view, start, end = transcript.viewport(), place_of(transcript, first), place_of(transcript, last)
    QTest.mousePress(view, LEFT, pos=start)
    QTest.mouseMove(view, (start + end) / 2)
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, LEFT, pos=end)


def test_a_click_on_a_name_gives_the_turn_to_the_other(call, card):
    QTest.mouseClick(call.transcript.viewport(), LEFT, pos=place_of(call.transcript, call.transcript.name_place(3)))
    choose(menu_of(call), "give_customer")
    assert settled(call)
    assert [turn.role for turn in saved(card.uid).turns] == ["rep", "customer", "customer", "customer", "rep"]


def test_a_click_on_a_name_names_the_speaker(call, card):
    QTest.mouseClick(call.transcript.viewport(), LEFT, pos=place_of(call.transcript, call.transcript.name_place(2)))
    choose(menu_of(call), "name")
    assert wait_until(lambda: call.findChildren(QInputDialog))
    (dialog,) = call.findChildren(QInputDialog)
    QTest.keyClicks(dialog.findChild(QLineEdit), "Ms Wang")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert settled(call)
    assert "Ms Wang" in call.transcript.toPlainText()
    assert [one.name for one in saved(card.uid).speakers if one.role == "customer"] == ["Ms Wang"]


def test_a_click_on_a_name_says_who_the_rep_is(call, card):
    call.transcript.speaker_asked.emit(2)
    choose(menu_of(call), "rep")
    assert settled(call)
    assert [turn.role for turn in saved(card.uid).turns] == ["customer", "rep", "customer", "rep", "customer"]


def test_turns_dragged_over_are_given_to_the_other_in_one_step(call, card):
    drag(call.transcript, words_at(call.transcript, "My phone"), words_at(call.transcript, "waited for"))
    assert call.transcript.selected_turns() == (2, 3, 4)
    assert call.turn_bar.isVisible()
    QTest.mouseClick(call.turn_bar.button("give_rep"), LEFT)
    assert settled(call)
    assert [turn.role for turn in saved(card.uid).turns] == ["rep"] * 5
    assert not call.turn_bar.isVisible()
    QTest.keyClick(call.transcript, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert settled(call)
    assert saved(card.uid) == card


def test_turns_selected_with_shift_are_joined_by_key(call, card):
    view = call.transcript.viewport()
    QTest.mouseClick(view, LEFT, pos=place_of(call.transcript, words_at(call.transcript, "Calm down")))
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mouseClick(view, LEFT, shift, pos=place_of(call.transcript, words_at(call.transcript, "waited for")))
    assert call.transcript.selected_turns() == (3, 4)
    QTest.keyClick(call.transcript, Qt.Key.Key_J)
    assert settled(call)
    turns = saved(card.uid).turns
    assert len(turns) == 4
    assert turns[2].text == f"{card.turns[2].text} {card.turns[3].text}"


def test_a_turn_is_cut_at_the_cursor_where_no_word_is_torn(call, card):
    at = words_at(call.transcript, "have to wait")
    QTest.mouseClick(call.transcript.viewport(), LEFT, pos=place_of(call.transcript, at + 2))
    QTest.keyClick(call.transcript, Qt.Key.Key_D)
    assert settled(call)
    assert [turn.text for turn in saved(card.uid).turns[2:4]] == ["Calm down. You", "have to wait."]


def test_at_the_edge_of_a_turn_nothing_is_cut_and_it_is_said(call, card):
    QTest.mouseClick(call.transcript.viewport(), LEFT, pos=place_of(call.transcript, call.transcript.name_place(2)))
    menu_of(call).close()
    QTest.keyClick(call.transcript, Qt.Key.Key_D)
    assert "First click inside a turn" in call.told
    assert saved(card.uid) == card


def test_the_menu_of_the_turn_opens_by_key(call, card):
    QTest.keyClick(call.transcript, Qt.Key.Key_O)
    menu = menu_of(call)
    assert "Said by: Customer" in [action.text() for action in menu.actions()]
    menu.close()


@pytest.fixture
def unsure_uid(tmp_path, data_folder, language) -> str:
    """The sample as if its voices had been told apart in one channel and nobody knew which is the rep's."""
    card, ids = sample(language), {"rep": "A", "customer": "B"}
    roles = {speaker.id: speaker.role for speaker in card.speakers}
    note = Note(code="rep_unsure", text=Text(zh="分不清", en="unsure"))
    made = with_sound(card, tmp_path / "router.wav")
    unsure = replace(
        made,
        speakers=tuple(replace(each, id=ids[each.role], role="unknown", name=None) for each in made.speakers),
        turns=tuple(replace(each, speaker=ids[each.role], role="unknown", labels=(), label_evidence=()) for each in made.turns),
        rubric=replace(made.rubric, sha256=load_rubric("service-cycle").sha256),
        delivery={ids[roles[id]]: each for id, each in made.delivery.items()},
        interplay=None,
        stages=(),
        promises=(),
        findings=(),
        criteria=(),
        score=None,
        critical_failures=(),
        focus=None,
        notes=(note,),
    )
    with open_library() as db:
        save_call(db, unsure, title="The router", rubric_text=load_rubric("service-cycle").text)
    return unsure.uid


def plays(player, role: str) -> None:
    turn = sample_turn([replace(each, speaker=each.role) for each in sample("en").turns], role)
    assert player.is_playing
    assert turn.start_s - 0.1 <= player.position_s < turn.end_s


def asked(window) -> WhoIsRep:
    assert wait_until(lambda: window.call.findChildren(WhoIsRep))
    (dialog,) = window.call.findChildren(WhoIsRep)
    assert wait_until(dialog.isActiveWindow)
    return dialog


def test_unsure_which_voice_is_the_reps_the_window_asks_plays_each_and_judges_by_the_answer(unsure_uid, window):
    window.open_call(unsure_uid)
    dialog, player = asked(window), window.call.player
    QTest.mouseClick(dialog.play_button("B"), LEFT)
    plays(player, "customer")
    QTest.keyClick(dialog, Qt.Key.Key_A)
    plays(player, "rep")
    QTest.mouseClick(dialog.choose_button("A"), LEFT)
    assert settled(window.call)
    assert not player.is_playing
    with open_library() as db:
        after = get_call(db, unsure_uid)
    assert [speaker.role for speaker in after.speakers] == ["rep", "customer"]
    assert after.score is not None
    assert "rep_unsure" not in [note.code for note in after.notes]


def test_the_question_is_answered_by_key_or_put_off(unsure_uid, window):
    window.open_call(unsure_uid)
    QTest.keyClick(asked(window), Qt.Key.Key_Escape)
    assert wait_until(lambda: not window.call.findChildren(WhoIsRep))
    with open_library() as db:
        assert get_call(db, unsure_uid).score is None
    window.activateWindow()  # a desktop does that by itself
    assert wait_until(window.isActiveWindow)
    QTest.keyClick(window.call.transcript, Qt.Key.Key_W)
    QTest.keyClick(asked(window), Qt.Key.Key_2)
    assert settled(window.call)
    with open_library() as db:
        assert [speaker.role for speaker in get_call(db, unsure_uid).speakers] == ["customer", "rep"]
