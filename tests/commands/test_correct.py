"""`redcard library correct`."""

from __future__ import annotations

import pytest

from coach.errors import UserError
from coach.library.store import get_call, open_library
from tests.commands.run import redcard, save_transcript

BAD = (
    "rep: What is it?", "customer: My phone is dead again!", "rep: Calm down. You have to wait.", "customer: I am waiting.",
    "rep: Not my department.",
)  # fmt: skip


@pytest.fixture
def uid(tmp_path, monkeypatch) -> str:
    monkeypatch.setenv("REDCARD_LANG", "en")
    return save_transcript(tmp_path, "call.txt", *BAD)


def saved(uid: str):
    with open_library() as db:
        return get_call(db, uid)


def test_words_are_corrected_undone_and_done_again(uid):
    before = saved(uid)
    said = redcard("library", "correct", uid, "3", "--words", "I'm so sorry, let me look.", "--by", "Ann")
    after = saved(uid)
    assert f"{before.score:.1f} → {after.score:.1f}" in said
    assert after.turns[2].heard == before.turns[2].text
    redcard("library", "correct", uid, "--undo")
    assert saved(uid) == before
    redcard("library", "correct", uid, "--redo")
    assert saved(uid) == after


def test_speaker_rep_and_label(uid):
    redcard("library", "correct", uid, "3", "--speaker", "customer")
    assert saved(uid).turns[2].role == "customer"
    redcard("library", "correct", uid, "--rep", "customer")
    assert [turn.role for turn in saved(uid).turns] == ["customer", "rep", "rep", "rep", "customer"]
    redcard("library", "correct", uid, "4", "--add", "not_humble", "--quote", "I am")
    assert "not_humble" in saved(uid).turns[3].labels


def test_turns_are_cut_joined_and_given_together_and_speakers_named(uid):
    before = saved(uid)
    first = before.turns[0].text.split()[0]
    redcard("library", "correct", uid, "1", "--split", before.turns[0].text.removeprefix(first).strip())
    assert [turn.text for turn in saved(uid).turns][0] == first
    redcard("library", "correct", uid, "1-3", "--join")
    assert len(saved(uid).turns) == len(before.turns) - 1
    redcard("library", "correct", uid, "--undo")
    redcard("library", "correct", uid, "1-2", "--speaker", "customer")
    assert [turn.role for turn in saved(uid).turns[:3]] == ["customer"] * 3
    redcard("library", "correct", uid, "--name", "customer", "Ms Wang")
    assert "Ms Wang" in [one.name for one in saved(uid).speakers]
    for _ in range(3):
        redcard("library", "correct", uid, "--undo")
    assert saved(uid) == before
    with pytest.raises(UserError, match="just once"):
        redcard("library", "correct", uid, "1", "--split", "no such words")
    with pytest.raises(UserError, match="one turn at a time"):
        redcard("library", "correct", uid, "1-2", "--words", "Yes.")


def test_a_word_on_a_finding_is_undone_too(uid):
    before = saved(uid)
    finding = next(one for one in before.findings if one.kind == "red_card")
    redcard("library", "overrule", uid, finding.uid, "wrong")
    redcard("library", "correct", uid, "--undo")
    assert saved(uid) == before


@pytest.mark.parametrize("words", [(), ("3",), ("--undo", "--redo"), ("--words", "Yes."), ("3", "--undo"), ("3", "--rep", "rep")])
def test_what_makes_no_sense_is_said(uid, words):
    with pytest.raises(UserError, match="Name a turn"):
        redcard("library", "correct", uid, *words)
