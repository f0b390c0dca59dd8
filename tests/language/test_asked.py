"""The language asked for against the letters there are."""

from __future__ import annotations

import pytest

from coach.language.asked import language_note
from coach.model import Turn


def turn(text: str) -> Turn:
    return Turn(uid="t", index=0, speaker="rep", role="rep", start_s=None, end_s=None, text=text)


@pytest.mark.parametrize(
    ("asked", "text", "doubtful"),
    [
        ("zh", "Good morning, how can I help?", True), ("zh", "您好，请讲。", False), ("zh", "我要办理 ETC 业务", False),
        ("en", "您好，请讲。", True), ("en", "Good morning, Ms 王.", False), ("auto", "您好", False), ("zh", "", False), ("zh", "123!", False),
        ("en", "123!", False),
    ],
)  # fmt: skip
def test_letters_of_another_script_are_noted(asked, text, doubtful):
    assert [note.code for note in language_note(asked, [turn(text)])] == ["language_doubtful"] * doubtful
