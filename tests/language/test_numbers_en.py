import time

import pytest

from coach.language.numbers_en import numbers_in_words


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("$18.40", "eighteen dollars and forty cents"),
        ("$1", "one dollar"),
        ("$0.99", "ninety-nine cents"),
        ("£5.01", "five pounds and one penny"),
        ("$1,200.50", "one thousand two hundred dollars and fifty cents"),
        ("£1.5 million", "one point five million pounds"),
        ("$20k", "twenty thousand dollars"),
        ("3.5%", "three point five percent"),
        ("3:30", "three thirty"),
        ("3:00", "three o'clock"),
        ("3:05 pm", "three oh five PM"),
        ("10:00 a.m.", "ten AM"),
        ("555-123-4567", "five five five one two three four five six seven"),
        ("(212) 555-1234", "two one two five five five one two three four"),
        ("1-800-555-1234", "one eight zero zero five five five one two three four"),
        ("12345678", "one two three four five six seven eight"),
        ("007", "zero zero seven"),
        ("1000000", "one million"),
        ("2017", "twenty seventeen"),
        ("2005", "two thousand and five"),
        ("1905", "nineteen oh five"),
        ("1998", "nineteen ninety-eight"),
        ("1500", "fifteen hundred"),
        ("1990s", "nineteen nineties"),
        ("2010-2015", "twenty ten to twenty fifteen"),
        ("1st", "first"),
        ("2nd", "second"),
        ("12th", "twelfth"),
        ("20th", "twentieth"),
        ("21st", "twenty-first"),
        ("100th", "one hundredth"),
        ("3.14", "three point one four"),
        ("0.5", "zero point five"),
        ("1,234,567", "one million two hundred and thirty-four thousand five hundred and sixty-seven"),
        ("1,000,001", "one million and one"),
        ("0", "zero"),
        ("13", "thirteen"),
        ("105", "one hundred and five"),
        ("5-10", "five to ten"),
        ("100-200", "one hundred to two hundred"),
        ("1/2", "one half"),
        ("3/4", "three quarters"),
        ("2/3", "two thirds"),
        ("24/7", "twenty-four seven"),
        ("2017-03-15", "March fifteenth twenty seventeen"),
        ("3/15/2024", "March fifteenth twenty twenty-four"),
        ("1.2.3", "one point two point three"),
    ],
)
def test_numbers_as_they_are_said(written: str, spoken: str) -> None:
    assert numbers_in_words(written).split() == spoken.split()
    assert numbers_in_words(f"It is {written}, yes").split() == ["It", "is", *spoken.split(), ",", "yes"]


def test_text_without_numbers_is_untouched() -> None:
    assert numbers_in_words("It's twenty-five, isn't it?") == "It's twenty-five, isn't it?"
    assert numbers_in_words("") == ""


def test_hostile_numbers_take_linear_time() -> None:
    began = time.perf_counter()
    for piece in ("1", "1,", "1.", "1-", "1 ", "1,111", "$1", "+1 1", "(1"):
        assert numbers_in_words(piece * 20_000)
    assert time.perf_counter() - began < 10  # quadratic time would take minutes
