"""Subtitles with speakers, which are read back as what was said."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from coach.errors import UserError
from coach.model import Turn, Word
from coach.report.subtitles import LONGEST_CUE, LONGEST_CUE_S, cues, srt, vtt
from coach.transcript import read_transcript
from tests.report.sample import hostile, minimal, sample


def with_turns(card, *turns: Turn):
    return replace(card, turns=turns, findings=(), stages=(), promises=(), focus=None, critical_failures=())


def turn(text: str, *, start_s: float | None = 0.0, end_s: float | None = 3.0, role="rep", words=()) -> Turn:
    return Turn(uid="t", index=0, speaker=role, role=role, start_s=start_s, end_s=end_s, text=text, words=tuple(words))


def without_spaces(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("make", "ending"), [(srt, "srt"), (vtt, "vtt")])
def test_read_back_they_are_the_same_turns(language, make, ending, tmp_path):
    card = sample(language)
    path = tmp_path / f"call.{ending}"
    path.write_bytes(make(card))
    back = read_transcript(path).turns
    assert [(each.role, without_spaces(each.text)) for each in back] == [(each.role, without_spaces(each.text)) for each in card.turns]
    assert [round(each.start_s, 2) for each in back] == [round(each.start_s, 2) for each in card.turns]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_cue_is_short_enough_to_read_and_follows_the_one_before(language):
    shown = cues(sample(language))
    assert all(len(cue.text) <= LONGEST_CUE[language] for cue in shown)
    assert all(cue.end_s - cue.start_s <= LONGEST_CUE_S for cue in shown)
    assert len(shown) > len(sample(language).turns)


def test_who_speaks_stands_before_the_first_cue_of_a_turn():
    words = [Word(n, n + 1, text, 0.9) for n, text in enumerate("我 今天 下午 三点 前 给您 回 电话 一定 会".split())]
    card = with_turns(sample("zh"), turn("我今天下午三点前给您回电话一定会", end_s=10.0, words=words))
    assert [(cue.who, cue.text) for cue in cues(card)] == [("客服", "我今天下午三点前给您回"), (None, "电话一定会")]
    assert srt(card).decode().startswith("1\n00:00:00,000 --> 00:00:07,000\n客服：我今天")


def test_a_turn_that_a_person_corrected_stays_whole():
    words = [Word(n, n + 1, "word", 0.9) for n in range(30)]
    card = with_turns(sample("en"), turn("Something else was said", end_s=30.0, words=words))
    assert [cue.text for cue in cues(card)] == ["Something else was said"]


def test_the_clock_goes_over_the_hour():
    card = with_turns(sample("en"), turn("Hi", start_s=3723.4567, end_s=3724.0))
    assert b"01:02:03,457 --> 01:02:04,000\nRep: Hi\n" in srt(card)
    assert b"01:02:03.457 --> 01:02:04.000\n<v Rep>Hi\n" in vtt(card)


def test_what_was_said_is_never_markup_or_a_time():
    card = with_turns(sample("en"), turn("<b>x</b> & 1 --> 2\n\nWEBVTT"))
    assert vtt(card) == b"WEBVTT\n\n00:00:00.000 --> 00:00:03.000\n<v Rep>&lt;b&gt;x&lt;/b&gt; &amp; 1 --&gt; 2 WEBVTT\n"
    assert srt(card).decode().splitlines()[2] == "Rep: ‹b›x‹/b› & 1 → 2 WEBVTT"
    for make in (srt, vtt):
        assert b"\x00" not in make(hostile())


def test_without_times_there_are_none_and_empty_turns_are_left_out():
    with pytest.raises(UserError, match="no times"):
        cues(with_turns(sample("en"), turn("Hi", start_s=None, end_s=None)))
    assert cues(with_turns(sample("en"), turn(" \u202e "))) == ()
    assert cues(replace(minimal(), turns=())) == ()
