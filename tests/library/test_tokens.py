"""Text as tokens for the index."""

from __future__ import annotations

import pytest

from coach.errors import UserError
from coach.library.tokens import MAX_QUERY_CHARACTERS, line_with, match, plain, terms, tokens


def test_chinese_is_pairs_and_single_characters_and_other_scripts_are_words():
    assert tokens("我要投诉！") == "我要 要投 投诉 · 我 要 投 诉"
    assert tokens("Don't Panic, 4G网络") == "dont panic 4g 网络 · 网 络"
    assert tokens("……！？") == ""


def test_a_break_stands_where_two_strings_would_run_into_one():
    assert tokens("投诉，诉处") == "投诉 · 诉处 · 投 诉 处"


def test_full_width_and_capitals_are_the_same():
    assert plain("ＡＢＣ１２ Straße") == "abc12 strasse"


def test_a_query_asks_for_strings_of_chinese_and_for_beginnings_of_words():
    assert terms("投诉处理 Refund, refund no") == ("投诉处理", "refund", "no")
    assert match(("投诉处理", "诉", "refund", "no")) == '"投诉 诉处 处理" AND "诉" AND "refund"* AND "no"'


@pytest.mark.parametrize("text", ["", " ", "？！", "\u200b", "x" * (MAX_QUERY_CHARACTERS + 1)])
def test_nothing_to_look_for_and_too_much_are_said(text):
    with pytest.raises(UserError, match="Search for letters"):
        terms(text)


def test_the_line_that_holds_a_term_as_the_index_finds_it():
    text = "您好\nThe refunds\nno refund，我要投诉"
    assert line_with(text, ("投诉",)) == 2
    assert line_with(text, ("refund",)) == 1
    assert line_with(text, ("no",)) == 2
    assert line_with(text, ("fund",)) is None
    assert line_with(text, ("re",)) is None
