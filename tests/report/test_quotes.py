import pytest

from coach.report.quotes import first_part, last_part, whole_words

OFFER = "You can bring it in any time, or schedule an appointment."


def widened(text, part):
    start = text.index(part)
    start, end = whole_words(text, start, start + len(part))
    return text[start:end]


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("bring it in a", "bring it in any"),
        ("chedule an appointm", "schedule an appointment"),
        ("any time", "any time"),
        ("You can", "You can"),
        ("appointment.", "appointment."),
    ],
)
def test_a_mark_is_widened_to_whole_words(part, whole):
    assert widened(OFFER, part) == whole


def test_an_apostrophe_is_part_of_a_word_and_a_chinese_character_is_a_word():
    assert widened("I don't know", "I don") == "I don't"
    assert widened("您先别激动，拨打10086", "先别激") == "先别激"
    assert widened("您先别激动，拨打10086", "拨打10") == "拨打10086"


def test_a_part_stops_at_the_last_whole_word():
    assert first_part(OFFER, OFFER.index("appointment") + 8) == "You can bring it in any time, or schedule an…"
    assert last_part(OFFER, len("n appointment.")) == "…appointment."
    assert last_part(OFFER, len("an appointment.")) == "…an appointment."
    assert first_part("蛋糕已经送出去了", 4) == "蛋糕已经…"
    assert last_part("蛋糕已经送出去了", 4) == "…送出去了"


def test_what_is_short_enough_stays_as_it_is():
    assert first_part("Hold on.", 8) == last_part("Hold on.", 8) == "Hold on."


def test_a_run_too_long_to_be_a_word_is_cut_where_it_has_to_be():
    assert first_part("x" * 1000, 320) == "x" * 320 + "…"
    assert last_part("x" * 1000, 320) == "…" + "x" * 320
