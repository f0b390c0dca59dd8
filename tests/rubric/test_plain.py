"""Plain text: what is folded, and that quotes come back in the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.rubric.plain import plain


@pytest.mark.parametrize(
    ("original", "expected"),
    [
        ("Don't  SHOUT, please!", "dont shout please"),
        ("I’ll follow-up", "ill follow up"),
        ("您 必须，马上 付款。", "你必须马上付款"),
        ("您的ＡＰＰ坏了？", "你的app坏了"),
        ("這個沒辦法", "这个没办法"),
        ("call 请按 1 键", "call请按1键"),
        ("", ""),
        ("…！", ""),
    ],
)
def test_folding(original, expected):
    assert plain(original).text == expected


def test_quotes_are_the_original_words():
    text = plain("Well, “You HAVE to” wait.")
    start = text.text.index("you have to")
    assert text.quote(start, start + len("you have to ")) == "You HAVE to"
    assert plain("這個，沒辦法。").quote(2, 5) == "沒辦法"
    assert text.quote(3, 3) == ""


@given(st.text(max_size=60))
def test_every_letter_knows_its_place(original):
    text = plain(original)
    assert len(text.positions) == len(text.text)
    assert list(text.positions) == sorted(text.positions)
    assert all(0 <= position < len(original) for position in text.positions)
