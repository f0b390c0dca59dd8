"""Corrections kept as events: undone, done again, never overwritten."""

from __future__ import annotations

import pytest

from coach.correct import Correction
from coach.errors import UserError
from coach.keep_correction import correct_call, machines_card, redo, undo
from coach.library.bin import delete_call, empty_bin
from coach.library.corrections import events, history
from coach.library.store import change_call, get_call, open_library, save_call
from coach.rubric.load import load_rubric
from tests.rubric.cards import found, scored
from tests.test_correct import EN, KIND


@pytest.fixture
def library(data_folder, tmp_path):
    """A library with one call, and the call."""
    card = scored(tmp_path, *EN)
    with open_library() as db:
        save_call(db, card, title="The phone", rubric_text=load_rubric("service-cycle").text)
        yield db, card


def changes(card):
    return [
        Correction(what="wrong", target=found(card, "red_card", "commanding").uid),
        Correction(what="words", target=card.turns[0].uid, value=KIND["en"]),
        Correction(what="add", target=card.turns[4].uid, value="not_humble"),
        Correction(what="split", target=card.turns[3].uid, value="for two weeks!"),
        Correction(what="join", target=card.turns[1].uid),
        Correction(what="name", target="rep", value="Sam"),
        Correction(what="rep", target="customer"),
    ]


def test_everything_is_undone_and_done_again_step_by_step(library):
    db, card = library
    states = [card]
    for change in changes(card):
        states.append(correct_call(db, card.uid, [change], "Ann"))
        assert get_call(db, card.uid) == states[-1]
    for state in reversed(states[:-1]):
        assert undo(db, card.uid, "Ann") == state == get_call(db, card.uid)
    with pytest.raises(UserError, match="no correction to undo"):
        undo(db, card.uid, "Ann")
    for state in states[1:]:
        assert redo(db, card.uid, "Ann") == state
    with pytest.raises(UserError, match="no correction to do again"):
        redo(db, card.uid, "Ann")
    whats = ["wrong", "words", "add", "split", "join", "name", "rep", *["undo"] * 7, *["redo"] * 7]
    assert [event.what for event in events(db, card.uid)] == whats


def test_a_new_correction_ends_what_could_be_done_again_and_keeps_the_event(library):
    db, card = library
    wrong, words, *_ = changes(card)
    correct_call(db, card.uid, [wrong], "Ann")
    undo(db, card.uid, "Ann")
    correct_call(db, card.uid, [words], "Bo")
    now = history(db, card.uid)
    assert ([event.who for event in now.done], now.undone) == (["Bo"], ())
    assert [event.what for event in events(db, card.uid)] == ["wrong", "undo", "words"]


def test_the_machines_own_verdict_is_there_whatever_people_said(library):
    db, card = library
    assert machines_card(db, card) is None
    for change in changes(card):
        after = correct_call(db, card.uid, [change], "Ann")
        assert machines_card(db, after) == card
    for _ in changes(card):
        after = undo(db, card.uid, "Ann")
    assert machines_card(db, after) is None


def test_what_changed_since_is_not_undone(library):
    db, card = library
    correct_call(db, card.uid, [changes(card)[1]], "Ann")
    change_call(db, card)
    with pytest.raises(UserError, match="changed after the correction"):
        undo(db, card.uid, "Ann")
    assert get_call(db, card.uid) == card


def test_a_correction_that_fails_leaves_no_event(library):
    db, card = library
    with pytest.raises(UserError):
        correct_call(db, card.uid, [Correction(what="words", target="turn-9", value="Yes.")], "Ann")
    assert events(db, card.uid) == ()
    assert get_call(db, card.uid) == card


def test_the_events_of_a_deleted_call_are_gone_with_it(library):
    db, card = library
    correct_call(db, card.uid, [changes(card)[1]], "Ann")
    delete_call(db, card.uid)
    empty_bin(db)
    assert db["corrections"].count == 0
