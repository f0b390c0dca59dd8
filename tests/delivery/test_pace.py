"""Rates with known counts."""

from __future__ import annotations

import pytest

from coach.delivery.pace import count_all_syllables, count_units, per_minute, rate_unit


def test_english_counts_words_and_syllables() -> None:
    texts = ["It costs $18.40, doesn't it?", "Yes."]  # eighteen dollars and forty cents
    assert count_units(texts, "en") == 10
    assert count_all_syllables(texts, "en") == 2 + 8 + 3 + 1


def test_chinese_counts_characters() -> None:
    texts = ["您好，我是小王。", "请问有什么可以帮您？"]
    assert count_units(texts, "zh") == count_all_syllables(texts, "zh") == 15
    assert (rate_unit("zh"), rate_unit("en")) == ("characters", "words")


def test_per_minute() -> None:
    assert per_minute(50, 20.0) == pytest.approx(150)
    assert per_minute(5, 0.0) is None
    assert count_units([], "en") == 0
