"""Scraps joined to words."""

from __future__ import annotations

import pytest

from coach.hearing.words import whole_words
from coach.model import Word


def texts(*scraps: str) -> list[str]:
    return [word.text for word in whole_words(Word(i, i + 1, text, 0.9) for i, text in enumerate(scraps))]


@pytest.mark.parametrize(
    ("scraps", "words"),
    [
        ((" 8", " a", ".m.?"), [" 8", " a.m.?"]),
        ((" B", "-C", "-A"), [" B-C-A"]),
        ((" Hello,", " you"), [" Hello,", " you"]),
        (("该", "项", "目", "20", "17", "年"), ["该", "项", "目", "2017", "年"]),
        (("60", "%", "是"), ["60%", "是"]),
        (("好,", "O", "K,", "您"), ["好,", "OK,", "您"]),
        (("呃\ufffd", "我"), ["呃", "我"]),
        (("\ufffd\ufffd", "我", "\ufffd"), ["我"]),
        ((" .", " ..."), []),
        ((), []),
    ],
)
def test_scraps_become_the_words_that_are_written(scraps, words):
    assert texts(*scraps) == words


def test_scraps_with_time_between_are_words_of_their_own():
    scraps = [Word(1.0, 1.2, " S", 0.9), Word(1.3, 1.5, "-I", 0.9), Word(2.0, 2.4, "-2018", 0.9)]
    assert [word.text for word in whole_words(scraps)] == [" S-I", "-2018"]


def test_a_joined_word_lasts_from_its_first_scrap_to_its_last_and_is_as_sure_as_the_least():
    scraps = [Word(1.0, 1.2, " a", 0.9), Word(1.2, 1.5, ".m.", 0.4)]
    assert whole_words(scraps) == (Word(1.0, 1.5, " a.m.", 0.4),)
