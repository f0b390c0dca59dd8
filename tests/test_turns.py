"""Turns from utterances: known conversations with known turns."""

from __future__ import annotations

from coach.model import Speaker, Utterance, Word
from coach.turns import build_turns, join_turns

REP, CUSTOMER = Speaker(id="rep", role="rep"), Speaker(id="customer", role="customer")
BOTH = (REP, CUSTOMER)


def said(track: int, start_s: float, end_s: float, text: str, language="en") -> Utterance:
    words = (Word(start_s, end_s, text, 0.9),)
    return Utterance(track=track, start_s=start_s, end_s=end_s, text=text, words=words, language=language)


def shape(turns):
    return [(turn.speaker, turn.text) for turn in turns]


def test_nobody_spoke():
    assert build_turns([], BOTH, language="en") == ()


def test_silence_inside_one_speakers_speech_stays_inside_the_turn():
    turns = build_turns(
        [said(0, 0, 1, "Good morning."), said(0, 4, 5, "How can I help?"), said(1, 6, 7, "My bill is wrong.")],
        BOTH,
        language="en",
    )
    assert shape(turns) == [("rep", "Good morning. How can I help?"), ("customer", "My bill is wrong.")]
    assert (turns[0].start_s, turns[0].end_s, len(turns[0].words)) == (0, 5, 2)
    assert [turn.index for turn in turns] == [0, 1]


def test_a_backchannel_does_not_end_the_others_turn():
    turns = build_turns(
        [said(1, 0, 3, "I waited for an hour,"), said(0, 2.8, 3.1, "Mm-hm."), said(1, 3.2, 6, "and nobody came.")],
        BOTH,
        language="en",
    )
    assert shape(turns) == [("customer", "I waited for an hour, and nobody came."), ("rep", "Mm-hm.")]


def test_the_same_word_as_an_answer_ends_the_turn():
    turns = build_turns(
        [said(0, 0, 2, "Is the light green?"), said(1, 2.3, 2.6, "Yes."), said(0, 2.9, 5, "Then press the button.")],
        BOTH,
        language="en",
    )
    assert shape(turns) == [("rep", "Is the light green?"), ("customer", "Yes."), ("rep", "Then press the button.")]


def test_a_listening_word_after_which_the_speaker_does_not_go_on_is_a_turn():
    turns = build_turns(
        [said(1, 0, 3, "I waited for an hour."), said(0, 3.2, 3.5, "I see."), said(0, 4, 6, "Let me look.")],
        BOTH,
        language="en",
    )
    assert shape(turns) == [("customer", "I waited for an hour."), ("rep", "I see. Let me look.")]


def test_chinese_is_joined_without_spaces_and_a_silence_becomes_a_comma():
    turns = build_turns(
        [said(0, 0, 1, "您好", "zh"), said(0, 2, 3, "请问有什么可以帮您", "zh"), said(1, 3.1, 3.3, "嗯", "zh")],
        BOTH,
        language="zh",
    )
    assert shape(turns) == [("rep", "您好，请问有什么可以帮您"), ("customer", "嗯")]


def test_one_voice_is_divided_at_silences():
    turns = build_turns([said(0, 0, 2, "One."), said(0, 2.6, 4, "Two."), said(0, 5.1, 6, "Three.")], (REP,), language="en")
    assert shape(turns) == [("rep", "One. Two."), ("rep", "Three.")]
    assert shape(join_turns(turns, silence_s=5.0, language="en")) == [("rep", "One. Two. Three.")]


def test_uids_do_not_depend_on_what_others_say():
    alone = build_turns([said(0, 5, 6, "Let me look.")], BOTH, language="en")
    after = build_turns([said(1, 0, 4, "Hello."), said(0, 5, 6, "Let me look.")], BOTH, language="en")
    assert alone[0].uid == after[1].uid
