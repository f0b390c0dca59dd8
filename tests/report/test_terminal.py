import io
import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from coach.report.terminal import print_scorecard
from tests.report.sample import LIVELINESS, heard, hostile, minimal, missed, sample, too_short

ESCAPE = "\x1b["


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


def printed(card, language, file=None, **options) -> str:
    file = file or io.StringIO()
    print_scorecard(card, language=language, file=file, **options)
    return file.getvalue()


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch):
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def test_what_matters_comes_first():
    text = printed(sample("en"), "en")
    sections = ["Work on this first", "Red and yellow cards", "Missed moments", "What went well", "Promises", "Stages of the service cycle", "Voice", "The conversation", "Notes and limits"]  # fmt: skip
    order = [
        "router-en.wav",
        "Score 57.1 of 100",
        "Critical, to change first whatever the score\n    0:14  Giving orders",
        *(f"\n {title} \n" for title in sections),
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)


def test_a_title_takes_the_place_of_the_file_name():
    assert printed(sample("en"), "en", title="Router\x1b[2J call").startswith("Red Card Coach · Router [2J call\n")
    assert printed(minimal(), "en", title="Parcel").startswith("Red Card Coach · Parcel\n")


def test_the_focus_has_time_customer_quote_reason_and_a_better_sentence():
    focus = printed(sample("en"), "en").split("Work on this first", 1)[1].split("Red and yellow cards")[0]
    flat = " ".join(focus.split())
    assert "0:14 Red card · Giving orders" in flat
    assert "Customer My internet is down again" in flat
    assert "You said You need to calm down…" in flat
    assert "Why This orders the customer what to feel." in flat
    assert "Say instead Three times in one week" in flat


def test_the_focus_is_not_told_twice():
    assert printed(sample("en"), "en").count("Three times in one week") == 1


@pytest.mark.parametrize(
    ("card", "language"),
    [(sample("en"), "en"), (sample("zh"), "zh"), (sample("zh"), "en"), (minimal(), "zh"), (hostile(), "en")],
)
def test_no_line_is_wider_than_80_cells(card, language):
    assert max(cell_len(line) for line in printed(card, language).splitlines()) <= 80


def test_stages_say_their_turn_and_who_moved_them():
    assert "\n  0:42  turn 7  Diagnose\n" in printed(sample("en"), "en")
    assert "\n  1:20  turn 13  Carry out (moved by Lin)\n" in printed(sample("en"), "en")
    assert "Stages" not in printed(minimal(), "en")


def test_chinese_in_a_chinese_call():
    text = printed(sample("zh"), "zh", liveliness={"rep": LIVELINESS})
    assert "得分 57.1（满分 100）" in text
    assert "必须先改，不管得分多少\n    0:14  下命令" in text
    assert "245 字/分钟" in text
    assert "4.7 半音 · 偏平" in text
    assert "语调起伏 · 偏平 · 让声音再扬起来一些。" in text
    assert "至少 3 次（每分钟 3.5 次）" in text
    assert not re.search(r"[A-Za-z]{3,}", text.replace("router-zh.wav", ""))


def test_a_mandarin_call_for_an_english_reader_keeps_the_sentence_to_say():
    flat = " ".join(printed(sample("zh"), "en").split())
    assert "Say instead 一个礼拜断三次" in flat
    assert "Three times in one week" in flat


def test_promises_are_listed_with_their_times():
    flat = " ".join(printed(sample("en"), "en").split())
    assert "[ ] 1:20 I'll stay with this until you are back online (no time given)" in flat
    assert "call you before three today — before three today" in flat


def test_missing_values_are_said_and_noted():
    text = printed(sample("en"), "en")
    assert re.search(r"Pitch variation +4\.7 semitones +not measured", text)
    assert "how lively" in text


def test_a_call_without_a_score():
    text = printed(minimal(), "en")
    assert "No score" in text
    assert "Not judged." in text
    assert "of 100" not in text
    assert "Work on this first" not in text
    assert "Voice" not in text


def test_plain_in_a_file_and_coloured_on_a_terminal():
    assert ESCAPE not in printed(sample("en"), "en")
    assert ESCAPE in printed(sample("en"), "en", file=Screen())


def test_colour_can_be_forced_and_forbidden():
    assert ESCAPE in printed(sample("en"), "en", colour=True)
    assert ESCAPE not in printed(sample("en"), "en", file=Screen(), colour=False)


def test_no_color_is_honoured(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[0-9;]*3[1-7]", printed(sample("en"), "en", file=Screen()))


def test_a_call_cannot_send_commands_to_the_terminal():
    text = printed(hostile(), "en", file=Screen(), colour=False)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "secret-user" not in text


def test_what_was_missed_at_one_turn_is_told_with_the_quote_once():
    card = missed(sample("en"), "turn-2", ["You need to calm down"] * 2)
    text = printed(card, "en").split(" Missed moments \n")[1].split("\n\n")[0]
    assert text.count("0:14  Missed · Empathy") == 2
    assert text.count("You answered") == text.count("Customer") == 1
    assert text.count("Say instead") == 2


def test_what_was_heard_unclearly_says_so():
    flat = " ".join(printed(heard(sample("en"), "turn-4", 0.4), "en").split())
    assert "Missed · Empathy · heard unclearly: listen before you judge" in flat
    assert "heard unclearly" not in printed(sample("en"), "en")


def test_words_of_one_card_among_several_are_quoted_with_it():
    text = printed(missed(sample("en"), "turn-12", ["My extension", "ring you again"]), "en")
    assert text.count("You answered  My extension…") == text.count("You answered  …ring you again…") == 1


def test_a_call_too_short_for_a_score_says_so_and_was_judged():
    text = printed(too_short(replace(sample("en"), findings=())), "en")
    assert "No score\n  The call is too short for a score." in text
    assert "No criterion applied" not in text and "Not judged" not in text
    assert "No red or yellow cards." in text
