import pytest

from coach.language.tokens import count_characters, count_syllables, count_words, units


@pytest.mark.parametrize(
    ("text", "words", "syllables"),
    [
        ("", 0, 0),
        ("... — ?!", 0, 0),
        ("Hello, don't worry.", 3, 5),
        ("It's $18.40.", 6, 9),
        ("twenty-five", 2, 3),
        ("wait...what", 2, 2),
        ("So I said 'no'. Okay?", 5, 6),
        ("I'll call at 10 a.m. or 3pm.", 8, 10),
        ("the U.S. office", 3, 5),
        ("R&D is 100%", 7, 9),
        ("ticket #5", 3, 5),
        ("ann@example.com", 5, 7),
        ("你好 hello", 3, 4),
        ("the ATM", 2, 4),
        ("café", 1, 2),
    ],
)
def test_english(text: str, words: int, syllables: int) -> None:
    assert (count_words(text), count_syllables(text)) == (words, syllables)


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("", 0),
        ("。。！？……", 0),
        ("您好，请问有什么可以帮您？", 11),
        ("2017年3月", 7),
        ("３．５％", 6),
        ("15米", 3),
        ("5G", 2),
        ("打开APP", 5),
        ("微信WeChat号", 5),
        ("OK，没问题", 5),
        ("二〇二四年", 5),
    ],
)
def test_mandarin(text: str, characters: int) -> None:
    assert count_characters(text) == characters


def test_units_follow_the_language() -> None:
    assert units("2017年", "zh") == 5
    assert units("in 2017", "en") == 3
