from dataclasses import replace

from coach.model import Delivery, Interplay, Span
from coach.report.figures import MAX_TIMES, count_pauses, delivery_rows, interplay_rows
from tests.report.sample import LIVELINESS, sample


def values(rows):
    return {row.name: row.value for row in rows}


def test_values_with_their_units():
    rows = delivery_rows(sample("en").delivery["rep"], "en", spoken="en")
    assert values(rows) == {
        "Pace with pauses": "158 words/min",
        "Pace without pauses": "190 words/min",
        "Syllables with pauses": "215 syllables/min",
        "Pitch variation": "4.7 semitones",
        "Usual pitch": "142 Hz",
        "Loudness range": "7.9 dB",
        "Pauses": "short: 3, hesitation: 1, long: 2, dead air: 1",
        "Share of pauses": "17%",
        "Longest pause": "5.1 s",
        "Fillers": "at least 3 (3.5 a minute)",
    }


def test_mandarin_counts_characters_and_no_syllables_beside_them():
    rows = values(delivery_rows(sample("zh").delivery["rep"], "zh", spoken="zh"))
    assert rows["语速（含停顿）"] == "245 字/分钟"
    assert not [name for name in rows if "音节" in name]


def test_an_unmeasured_value_stays_empty():
    assert set(values(delivery_rows(Delivery(rate_unit="words"), "en", spoken="en")).values()) == {None}


def test_the_plain_word_goes_with_the_pitch_range_only_when_there_is_one():
    plain = {
        row.name: row.plain for row in delivery_rows(sample("en").delivery["rep"], "en", spoken="en", liveliness=LIVELINESS)
    }
    assert {name: text for name, text in plain.items() if text} == {"Pitch variation": "subdued"}
    unmeasured = delivery_rows(Delivery(rate_unit="words"), "en", spoken="en", liveliness=LIVELINESS)
    assert not any(row.plain or row.advice for row in unmeasured)


def test_figures_that_nothing_is_judged_by_come_last():
    rows = delivery_rows(sample("en").delivery["rep"], "en", spoken="en")
    assert [row.name for row in rows if row.aside] == ["Usual pitch", "Loudness range", "Syllables with pauses"]
    assert [row.aside for row in rows] == [False] * 7 + [True] * 3


def test_none_is_not_at_least_none():
    assert values(delivery_rows(sample("en").delivery["customer"], "en", spoken="en"))["Fillers"] == "none heard"


def test_pauses_by_class():
    assert count_pauses(sample("en").delivery["rep"].pauses) == {"short": 3, "hesitation": 1, "gap": 2, "dead_air": 1}


def test_only_the_reps_interruptions_count():
    card = sample("en")
    rows = values(interplay_rows(card.interplay, card, "en"))
    assert rows["Rep cuts in"] == "1 (at 0:42)"
    assert rows["Rep's share of the talk"] == "57%"


def test_many_times_are_cut_short():
    card = sample("en")
    many = Interplay(dead_air=tuple(Span(10.0 * n, 10.0 * n + 6) for n in range(MAX_TIMES + 1)))
    rows = values(interplay_rows(many, replace(card, interplay=many), "en"))
    assert rows["Dead air"] == "7 (at 0:00, 0:10, 0:20, 0:30, 0:40, 0:50 …)"
    assert rows["Rep's share of the talk"] is None
