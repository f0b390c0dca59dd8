"""The log of corrections: what counts and what was undone follows from its events."""

from __future__ import annotations

import pytest

from coach.errors import UserError
from coach.library.corrections import Part, Step, add_event, events, history
from coach.library.store import open_library, save_call
from tests.report.sample import sample

NOTHING = Part(turns=(), speakers=(), interplay=None, notes=())


@pytest.mark.parametrize(
    ("whats", "done", "undone"),
    [
        ([], [], []),
        (["wrong", "words"], ["wrong", "words"], []),
        (["wrong", "words", "undo"], ["wrong"], ["words"]),
        (["wrong", "words", "undo", "undo"], [], ["words", "wrong"]),
        (["wrong", "words", "undo", "undo", "redo"], ["wrong"], ["words"]),
        (["wrong", "undo", "add"], ["add"], []),
    ],
)
def test_what_counts(data_folder, whats, done, undone):
    card = sample("en")
    with open_library() as db:
        save_call(db, card, title="A call")
        for what in whats:
            step = None if what in ("undo", "redo") else Step(before=NOTHING, after=NOTHING)
            add_event(db, card.uid, who="Ann", what=what, step=step)
        now = history(db, card.uid)
        assert [event.what for event in now.done] == done
        assert [event.what for event in now.undone] == undone
        assert [event.what for event in events(db, card.uid)] == whats


def test_turns_come_back_as_they_were(data_folder):
    card = sample("zh")
    part = Part(turns=card.turns, speakers=card.speakers, interplay=card.interplay, notes=card.notes)
    with open_library() as db:
        save_call(db, card, title="A call")
        add_event(db, card.uid, who="Ann", what="words", step=Step(before=part, after=NOTHING))
        (event,) = events(db, card.uid)
    assert event.step == Step(before=part, after=NOTHING)
    assert (event.who, event.made_at[-6:]) == ("Ann", "+00:00")


def test_a_call_that_is_not_there_is_said(data_folder):
    with open_library() as db, pytest.raises(UserError, match="no call call-9"):
        history(db, "call-9")
