"""From the words and the voices of one channel to people with roles."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from coach.apart import outlines_by_voice, shared_track, tell_apart
from coach.delivery.listen import Sound
from coach.errors import UserError
from coach.model import Span, Speaker, Utterance, Waveform, Word
from coach.rubric.interplay import interplay
from coach.speakers.diarise import People, Stretch
from coach.turns import build_turns
from tests.report.sample import sample

TALK = (
    ("Good morning, thank you for calling Northline. My name is Sam, how can I help you today?", 0),
    ("Hi, I bought a kettle from you last week and it is broken already, I am really annoyed.", 1),
    ("I am so sorry to hear that. Can you tell me your order number, please? I will look into it right away.", 0),
    ("Yes, it is four four two. I called you yesterday and nobody called me back.", 1),
)
CHAT = (("It was raining again.", 0), ("Yes, all week.", 1), ("And my coat was wet.", 0))


def heard(talk) -> tuple[list[Utterance], People]:
    utterances, stretches, now_s = [], [], 1.0
    for text, person in talk:
        words = tuple(Word(now_s + 0.3 * i, now_s + 0.3 * (i + 1), word, 0.9) for i, word in enumerate(text.split()))
        end_s = words[-1].end_s
        utterances.append(Utterance(track=0, start_s=now_s, end_s=end_s, text=text, words=words, language="en"))
        stretches.append(Stretch(Span(now_s, end_s), person))
        now_s = end_s + 0.8
    count = 1 + max(person for _, person in talk)
    return utterances, People(tuple(stretches), np.eye(count, 256, dtype=np.float32))


def apart(talk, **options):
    utterances, people = heard(talk)
    return tell_apart(utterances, people, **{"rep": "auto", "prints": {}, "language": "en"} | options)


def test_the_words_say_who_the_rep_is():
    found = apart(TALK)
    assert [(speaker.id, speaker.role) for speaker in found.speakers] == [("A", "rep"), ("B", "customer")]
    assert [utterance.track for utterance in found.utterances] == [0, 1, 0, 1]
    assert found.speakers[0].role_confidence > 0.95
    assert [note.code for note in found.notes] == ["voices_told_apart", "rep_by_words"]
    assert "--rep B" in found.notes[1].text.en and "--rep B" in found.notes[1].text.zh


def test_unsure_rather_than_wrong_and_the_note_says_how_to_choose():
    found = apart(CHAT)
    assert [speaker.role for speaker in found.speakers] == ["unknown", "unknown"]
    assert [note.code for note in found.notes] == ["voices_told_apart", "rep_unsure"]
    assert "--rep A or --rep B" in found.notes[1].text.en
    assert "It was raining again." in found.notes[0].text.en


def test_a_choice_and_a_voice_print_go_before_the_words():
    assert [speaker.role for speaker in apart(TALK, rep="B").speakers] == ["customer", "rep"]
    by_print = apart(TALK, prints={"Ann": np.eye(2, 256)[1]})
    assert [(speaker.role, speaker.name) for speaker in by_print.speakers] == [("customer", None), ("rep", "Ann")]
    assert by_print.notes[1].code == "rep_by_voice"
    with pytest.raises(UserError, match="A, B"):
        apart(TALK, rep="C")


def test_who_says_no_word_is_nobody():
    utterances, people = heard(TALK)
    music = People((*people.stretches, Stretch(Span(90.0, 99.0), 2)), np.eye(3, 256, dtype=np.float32))
    found = tell_apart(utterances, music, rep="auto", prints={}, language="en")
    assert [speaker.id for speaker in found.speakers] == ["A", "B"]
    assert max(span.end_s for spans in found.speech for span in spans) < 90.0


def test_one_voice_is_the_rep_only_when_it_speaks_like_one():
    assert [speaker.role for speaker in apart([(text, 0) for text, person in TALK if person == 0]).speakers] == ["rep"]
    assert [speaker.role for speaker in apart([(text, 0) for text, person in TALK if person == 1]).speakers] == ["unknown"]
    assert [speaker.role for speaker in apart([(TALK[1][0], 0)], rep="A").speakers] == ["rep"]


def test_each_person_gets_their_own_share_of_the_sound():
    found = apart(TALK)
    end_s = found.utterances[-1].end_s
    sound = Sound(track=0, speech=(Span(0.95, end_s + 0.05),), f0_hz=np.zeros(1), level_db=np.zeros(1), nuclei_s=np.zeros(0))
    mine, theirs = found.sounds(sound)
    assert (mine.track, theirs.track) == (0, 1)
    assert mine.speech[0].start_s == 0.95  # the refined edge is kept
    assert not any(one.overlap_s(two) for one in mine.speech for two in theirs.speech)
    whole = Waveform(track=0, step_s=0.1, lows=(-0.5,) * 300, highs=(0.5,) * 300)
    first, second = found.waveforms(whole)
    assert first.highs[20] == 0.5 and second.highs[20] == 0.0
    assert len(first.lows) == len(second.lows) == 300


@pytest.mark.parametrize(
    ("speech", "rep", "track"),
    [
        ([(1,)], "auto", 0), ([(1,)], "B", 0), ([(1,)], "only", None), ([(1,), (1,)], "auto", None), ([(), (1,)], "auto", 1),
        ([(1,), ()], "left", None), ([(), ()], "auto", None),
    ],
)  # fmt: skip
def test_which_track_everybody_shares(speech, rep, track):
    assert shared_track(speech, rep) == track


def test_a_kept_call_is_drawn_by_voice_where_its_people_share_a_channel():
    card = sample("en")
    first, second = (replace(turn, start_s=start_s, end_s=start_s + 1) for turn, start_s in zip(card.turns[:2], (0.0, 2.0), strict=True))
    shared = replace(
        card,
        speakers=(Speaker(id="A", role="rep"), Speaker(id="B", role="customer")),
        turns=(replace(first, speaker="A"), replace(second, speaker="B")),
    )
    silent = Waveform(track=0, step_s=0.5, lows=(0.0,) * 8, highs=(0.0,) * 8)
    loud = Waveform(track=1, step_s=0.5, lows=(-0.5,) * 8, highs=(0.5,) * 8)
    drawn = outlines_by_voice(shared, [silent, loud])
    assert [outline.track for outline in drawn] == [0, 1]
    assert [outline.highs for outline in drawn] == [(0.5,) * 3 + (0.0,) * 5, (0.0,) * 4 + (0.5,) * 3 + (0.0,)]
    assert outlines_by_voice(card, [silent, loud]) == (silent, loud)
    assert outlines_by_voice(shared, []) == ()


def test_overlaps_stand_in_the_turns_they_lie_in():
    utterances, people = heard(TALK)
    border_s = utterances[1].start_s
    found = tell_apart(utterances, replace(people, overlaps=(Span(border_s - 1.2, border_s + 0.4),)), rep="A", prints={}, language="en")
    turns = found.marked(build_turns(found.utterances, found.speakers, language="en"))
    assert turns[0].overlaps == (Span(border_s - 1.2, turns[0].end_s),)
    assert turns[1].overlaps == (Span(border_s, border_s + 0.4),)
    assert interplay(turns).overlaps == (*turns[0].overlaps, *turns[1].overlaps)
    alone = tell_apart([replace(each, track=0) for each in utterances], People((), np.eye(1, 256), (Span(1, 2),)), rep="A", prints={}, language="en")
    assert alone.overlaps == ()


def test_times_in_notes_can_be_typed_back():
    assert re.search(r"A \(0:\d\d “", apart(TALK).notes[0].text.en)
