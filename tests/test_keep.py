"""A call analysed again: what a person said of it stays, whether it lay in the list or in the bin."""

from __future__ import annotations

import pytest

from coach.analyse import Analysis
from coach.correct import Correction
from coach.keep import keep_call
from coach.keep_correction import correct_call, machines_card, undo
from coach.library.bin import binned_calls, delete_call
from coach.library.store import get_call, open_library
from coach.rubric.load import load_rubric
from tests.rubric.cards import found, scored
from tests.test_correct import EN


@pytest.mark.parametrize("lay", ["in the list", "in the bin"])
def test_what_a_person_said_of_a_call_stays_when_it_is_analysed_again(lay, data_folder, tmp_path):
    fresh = Analysis(scorecard=scored(tmp_path, *EN), rubric=load_rubric("service-cycle"))
    uid = keep_call(fresh, title="The phone").scorecard.uid
    wrong = Correction(what="wrong", target=found(fresh.scorecard, "red_card", "commanding").uid)
    words = Correction(what="words", target=fresh.scorecard.turns[0].uid, value="Good morning, how can I help?")
    with open_library() as db:
        correct_call(db, uid, [wrong], "Ann")
        corrected = correct_call(db, uid, [words], "Ann")
        if lay == "in the bin":
            delete_call(db, uid)
    assert keep_call(fresh, title="The phone").scorecard == corrected
    with open_library() as db:
        assert binned_calls(db) == ()
        assert get_call(db, uid) == corrected
        assert machines_card(db, corrected) == fresh.scorecard
        undo(db, uid, "Ann")
        assert undo(db, uid, "Ann") == fresh.scorecard


def test_what_nobody_corrected_comes_back_as_it_was(data_folder, tmp_path):
    fresh = Analysis(scorecard=scored(tmp_path, *EN), rubric=load_rubric("service-cycle"))
    uid = keep_call(fresh, title="The phone").scorecard.uid
    with open_library() as db:
        delete_call(db, uid)
    assert keep_call(fresh, title="The phone").scorecard == fresh.scorecard
