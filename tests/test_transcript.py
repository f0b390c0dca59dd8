"""Transcripts: what comes out for known files, and one clear sentence for the rest."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach import transcript
from coach.errors import UserError
from coach.model import Turn, Word
from coach.roles import with_rep
from coach.text_language import detect_language
from coach.transcript import read_transcript


def write(folder: Path, content: str | bytes, name: str = "call.txt") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def said(path: Path) -> list[tuple[str, str]]:
    return [(turn.role, turn.text) for turn in read_transcript(path).turns]


def test_each_line_is_one_turn_even_of_the_same_speaker(tmp_path):
    path = write(tmp_path, "rep: Hello\nrep: Are you there?\n\ncustomer: Yes: at 10:30, [really]\n")
    assert said(path) == [("rep", "Hello"), ("rep", "Are you there?"), ("customer", "Yes: at 10:30, [really]")]


@pytest.mark.parametrize(
    "line", ["客服：您好", "客服:您好", "客服 ： 您好", "rep：您好", "REP: 您好", "  客服：  您好  "]
)
def test_prefixes_in_both_languages_and_widths(tmp_path, line):
    assert said(write(tmp_path, line)) == [("rep", "您好")]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("客服代表", "rep"), ("坐席", "rep"), ("Agent", "rep"), ("AGENT", "rep"), ("Rep", "rep"), ("顾客", "customer"), ("用户", "customer"),
        ("Caller", "customer"), ("Client", "customer"), ("Customer", "customer"),
    ],
)  # fmt: skip
def test_other_names_for_the_two(tmp_path, name, role):
    path = write(tmp_path, f"{name}：您好")
    assert said(path) == [(role, "您好")]
    assert {turn.role for turn in with_rep(read_transcript(path).turns, name)} == {"rep"}


def test_a_name_that_nobody_has_is_refused(tmp_path):
    with pytest.raises(UserError, match="choose one of customer, rep"):
        with_rep(read_transcript(write(tmp_path, "rep: Hi\ncustomer: Hi\n")).turns, "Ann")


def test_indices_speakers_and_uids(tmp_path):
    turns = read_transcript(write(tmp_path, "rep: Hi\ncustomer: Hi\nrep: Hi\n")).turns
    assert [turn.index for turn in turns] == [0, 1, 2]
    assert [turn.speaker for turn in turns] == ["rep", "customer", "rep"]
    assert len({turn.uid for turn in turns}) == 3
    assert turns == read_transcript(write(tmp_path, "rep: Hi\ncustomer: Hi\nrep: Hi\n")).turns


@pytest.mark.parametrize(
    ("stamp", "start_s"),
    [("[00:05]", 5), ("[75:01]", 4501), ("[1:02:03]", 3723), ("［0：05］", 5), ("[00:05.250]", 5.25)],
)
def test_times_in_brackets(tmp_path, stamp, start_s):
    turn = read_transcript(write(tmp_path, f"{stamp} rep: Hello")).turns[0]
    assert (turn.start_s, turn.end_s, turn.text) == (start_s, None, "Hello")


def test_seconds_beyond_59_are_no_time(tmp_path):
    with pytest.raises(UserError, match="line 1"):
        read_transcript(write(tmp_path, "[00:75] rep: Hello"))


def test_times_that_run_backwards_are_noted_and_the_order_kept(tmp_path):
    read = read_transcript(write(tmp_path, "[00:09] rep: first\n[00:01] customer: second"))
    assert [turn.text for turn in read.turns] == ["first", "second"]
    assert [note.code for note in read.notes] == ["times_out_of_order"]


def test_srt(tmp_path):
    path = write(
        tmp_path,
        "1\n00:00:01,000 --> 00:00:02,500\nrep: Hello\nthere\n\n2\n00:00:03,000 --> 00:00:04,000\n客户：你好\n",
    )
    read = read_transcript(path)
    assert [(turn.start_s, turn.end_s, turn.text) for turn in read.turns] == [(1, 2.5, "Hello there"), (3, 4, "你好")]
    assert read.duration_s == 4


def test_webvtt_without_hours_and_with_markup(tmp_path):
    path = write(tmp_path, "WEBVTT\n\nNOTE a comment\n\nintro\n00:01.000 --> 00:02.000 align:left\n<b>rep: Hi</b>\n")
    assert said(path) == [("rep", "Hi")]


def test_webvtt_voices(tmp_path):
    cue = "WEBVTT\n\n00:01.000 --> 00:02.000\n"
    path = write(tmp_path, f"{cue}<v Rep>Hello</v> <v.loud Customer>My <i>parcel</i> is lost</v>\nagain\n")
    assert said(path) == [("rep", "Hello"), ("customer", "My parcel is lost again")]
    with pytest.raises(UserError, match="line 4"):
        read_transcript(write(tmp_path, f"{cue}<v Ann>Hello</v>\n"))


def test_a_cue_that_ends_before_it_starts_names_its_line(tmp_path):
    with pytest.raises(UserError, match="line 2"):
        read_transcript(write(tmp_path, "1\n00:00:05,000 --> 00:00:02,000\nrep: Hello\n"))


def test_the_apps_own_json_keeps_words_and_times_and_drops_the_judgement(tmp_path):
    turn = Turn(
        uid="turn-1",
        index=0,
        speaker="left",
        role="rep",
        start_s=1.0,
        end_s=2.0,
        text="Calm down.",
        labels=("commanding",),
        words=(Word(1.0, 1.5, "Calm", 0.9), Word(1.5, 2.0, "down.", 0.9)),
    )
    saved = {"schema_version": 1, "language": "en", "duration_s": 2.0, "turns": [turn], "score": 3}
    read = read_transcript(write(tmp_path, msgspec.json.encode(saved), "card.json"))
    assert read.turns == (replace(turn, labels=()),)
    assert (read.language, read.duration_s) == ("en", 2.0)


@pytest.mark.parametrize(
    "change",
    [{"role": "boss"}, {"start_s": 3.0}, {"start_s": -1.0}, {"text": 5}, {"uid": None}],
)
def test_json_that_is_not_ours_is_refused(tmp_path, change):
    turn = {"uid": "t", "index": 0, "speaker": "rep", "role": "rep", "start_s": 1.0, "end_s": 2.0, "text": "Hi"}
    content = msgspec.json.encode({"schema_version": 1, "turns": [turn | change]})
    with pytest.raises(UserError):
        read_transcript(write(tmp_path, content))


def test_json_nested_a_hundred_thousand_deep(tmp_path):
    with pytest.raises(UserError):
        read_transcript(write(tmp_path, '{"turns":' + "[" * 100_000))


def test_utf8_with_and_without_mark_utf16_and_gb18030(tmp_path):
    text = "客服：您好，请讲。\n客户：我的电话打不通。\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        read = read_transcript(write(tmp_path, text.encode(encoding)))
        assert (read.turns[0].text, read.notes) == ("您好，请讲。", ())
    guessed = read_transcript(write(tmp_path, text.encode("gb18030")))
    assert guessed.turns[1].text == "我的电话打不通。"
    assert [note.code for note in guessed.notes] == ["encoding_guessed"]


def test_control_and_direction_characters_vanish(tmp_path):
    assert said(write(tmp_path, "rep: a\x1b[31mb\u202ec\u200bd")) == [("rep", "a[31mbcd")]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "no conversation"),
        ("\n \n", "no conversation"),
        ("Hello there", "line 1"),
        ("rep: a\nno speaker\nrep: b\nagain none\n", "line 2, 4"),
        (b"RIFF\x00\x00\x00\x00WAVE", "not a text file"),
        (b"\xff\xff\xff\xfe\x80", "not a text file"),
        ("{}", "scorecards"),
    ],
)
def test_what_is_no_transcript_gets_one_sentence(tmp_path, content, told):
    with pytest.raises(UserError, match=told) as caught:
        read_transcript(write(tmp_path, content))
    assert caught.value.in_("zh") != caught.value.in_("en")


def test_missing_file_and_folder(tmp_path):
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(UserError, match="cannot be opened"):
            read_transcript(path)


def test_bounds(tmp_path, monkeypatch):
    monkeypatch.setattr(transcript, "MAX_BYTES", 40)
    monkeypatch.setattr(transcript, "MAX_TURNS", 2)
    monkeypatch.setattr(transcript, "MAX_TURN_CHARACTERS", 10)
    with pytest.raises(UserError, match="larger"):
        read_transcript(write(tmp_path, "rep: " + "a" * 40))
    with pytest.raises(UserError, match="3 turns"):
        read_transcript(write(tmp_path, "rep: a\n" * 3))
    with pytest.raises(UserError, match="line 2"):
        read_transcript(write(tmp_path, "rep: a\nrep: " + "a" * 11))


@pytest.mark.parametrize(
    ("text", "language"),
    [("您好", "zh"), ("Hello there", "en"), ("我要办理 ETC 业务", "zh"), ("I said 你好 to him", "en"), ("12 !", "en")],
)
def test_language(text, language):
    assert detect_language(text) == language


def test_no_letters_no_language(tmp_path):
    assert read_transcript(write(tmp_path, "rep: 123")).language is None


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: ("rep: " + text).encode()))
def test_any_bytes_are_read_or_refused_in_a_sentence(tmp_path, content):
    path = write(tmp_path, content)
    try:
        turns = read_transcript(path).turns
    except UserError:
        return
    finally:
        os.unlink(path)
    assert [turn.index for turn in turns] == list(range(len(turns)))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(
        st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=40).map(lambda text: " ".join(text.split())),
        min_size=1,
        max_size=20,
    )
)
def test_as_many_turns_as_lines(tmp_path, texts):
    path = write(tmp_path, "".join(f"{'rep' if i % 3 else 'customer'}: {text}\n" for i, text in enumerate(texts)))
    assert [turn.text for turn in read_transcript(path).turns] == texts
