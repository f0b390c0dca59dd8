"""What people write about a call."""

from __future__ import annotations

import pytest

from coach.errors import UserError
from coach.library.about import MAX_NOTE, MAX_TAG, MAX_TAGS, MAX_TITLE, change_tags, get_note, rename_call, set_note, write_about
from coach.library.store import call_title, list_calls, open_library, save_call
from tests.library.calls import call


@pytest.fixture
def db():
    with open_library() as library:
        save_call(library, call("a", "您好"), title="a.wav")
        yield library


def test_a_title_that_a_person_gave_stays_when_the_call_is_judged_again(db):
    save_call(db, call("a", "您好"), title="b.wav")
    assert call_title(db, "a") == "b.wav"
    rename_call(db, "a", "  周一\n 样板 ")
    save_call(db, call("a", "您好", score=9.0), title="c.wav")
    assert call_title(db, "a") == "周一 样板"
    assert list_calls(db)[0].score == 9.0


def test_a_note_is_kept_with_its_lines_and_can_be_taken_away(db):
    set_note(db, "a", " 第一行\n第二行 ")
    save_call(db, call("a", "您好"), title="a.wav")
    assert get_note(db, "a") == "第一行\n第二行"
    set_note(db, "a", "")
    assert get_note(db, "a") == ""


def test_tags_are_each_there_once(db):
    assert change_tags(db, "a", add=("周会", "b", " 周会 ")) == ("b", "周会")
    assert change_tags(db, "a", add=("c",), remove=("b", "never")) == ("c", "周会")


def test_what_is_too_long_or_empty_changes_nothing(db):
    for change in (
        lambda: rename_call(db, "a", "x" * (MAX_TITLE + 1)),
        lambda: rename_call(db, "a", " \n"),
        lambda: set_note(db, "a", "x" * (MAX_NOTE + 1)),
        lambda: change_tags(db, "a", add=("x" * (MAX_TAG + 1),)),
        lambda: change_tags(db, "a", add=("",)),
        lambda: change_tags(db, "a", add=tuple(map(str, range(MAX_TAGS + 1)))),
        lambda: rename_call(db, "b", "x"),
        lambda: set_note(db, "b", "x"),
        lambda: change_tags(db, "b", add=("x",)),
    ):
        with pytest.raises(UserError):
            change()
    assert (call_title(db, "a"), get_note(db, "a"), change_tags(db, "a")) == ("a.wav", "", ())


def test_title_note_and_tags_are_written_together_or_not_at_all(db):
    write_about(db, "a", title="a.wav", note="one", tags=("x", " y "))
    assert (get_note(db, "a"), change_tags(db, "a")) == ("one", ("x", "y"))
    save_call(db, call("a", "您好", score=9.0), title="b.wav")
    assert call_title(db, "a") == "b.wav"  # the title that was left alone is not a person's
    write_about(db, "a", title="Monday", note="", tags=("y", "z"))
    assert (call_title(db, "a"), get_note(db, "a"), change_tags(db, "a")) == ("Monday", "", ("y", "z"))
    with pytest.raises(UserError):
        write_about(db, "a", title="Tuesday", note="two", tags=("z" * (MAX_TAG + 1),))
    assert (call_title(db, "a"), get_note(db, "a"), change_tags(db, "a")) == ("Monday", "", ("y", "z"))
