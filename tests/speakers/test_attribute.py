from __future__ import annotations

import numpy as np

from coach.model import Span, Utterance, Word
from coach.speakers.attribute import attribute
from coach.speakers.diarise import People, Stretch


def heard(text: str, *words: tuple[float, float, str]) -> Utterance:
    return Utterance(
        track=0, start_s=words[0][0], end_s=words[-1][1], text=text, language="en", words=tuple(Word(s, e, t, 0.9) for s, e, t in words)
    )


def people(*stretches: tuple[float, float, int]) -> People:
    count = 1 + max(person for *_, person in stretches)
    return People(tuple(Stretch(Span(s, e), person) for s, e, person in stretches), np.eye(count, 256, dtype=np.float32))


ASKED = heard(
    "Is it red? Yes, it is.", (0.0, 0.3, "Is"), (0.3, 0.5, "it"), (0.5, 0.9, "red?"), (1.0, 1.4, "Yes,"), (1.4, 1.6, "it"), (1.6, 2.0, "is.")
)


def said(parts: tuple[Utterance, ...]) -> list[tuple[int, str]]:
    return [(part.track, part.text) for part in parts]


def test_an_utterance_is_cut_where_the_voice_changes():
    parts = attribute([ASKED], people((0.0, 0.95, 0), (0.95, 2.0, 1)))
    assert said(parts) == [(0, "Is it red?"), (1, "Yes, it is.")]
    assert [(part.start_s, part.end_s) for part in parts] == [(0.0, 0.95), (0.95, 2.0)]
    assert [len(part.words) for part in parts] == [3, 3]


def test_a_word_early_by_a_quarter_second_still_goes_to_the_one_who_said_it():
    late = attribute([ASKED], people((0.0, 1.2, 0), (1.2, 2.0, 1)))
    early = attribute([ASKED], people((0.0, 0.7, 0), (0.7, 2.0, 1)))
    assert said(late) == said(early) == [(0, "Is it red?"), (1, "Yes, it is.")]


def test_a_pause_between_two_people_belongs_to_nobody():
    parts = attribute([ASKED], people((0.0, 0.85, 0), (1.05, 2.0, 1)))
    assert [(part.start_s, part.end_s) for part in parts] == [(0.0, 0.85), (1.05, 2.0)]


def test_a_flicker_without_words_changes_nothing():
    parts = attribute([ASKED], people((0.0, 1.1, 0), (1.1, 1.25, 1), (1.25, 2.0, 0)))
    assert said(parts) == [(0, "Is it red? Yes, it is.")]


def test_a_short_word_of_the_other_in_between_is_theirs():
    utterance = heard("I waited. Right. Three days.", (0.0, 0.4, "I"), (0.4, 1.0, "waited."), (1.1, 1.5, "Right."), (1.6, 2.0, "Three"), (2.0, 2.5, "days."))
    parts = attribute([utterance], people((0.0, 1.05, 0), (1.05, 1.55, 1), (1.55, 2.5, 0)))
    assert said(parts) == [(0, "I waited."), (1, "Right."), (0, "Three days.")]


def test_an_utterance_in_one_stretch_stays_whole_and_one_without_words_goes_to_who_speaks_most():
    empty = Utterance(track=0, start_s=3.0, end_s=4.0, text="", words=(), language="en")
    parts = attribute([ASKED, empty], people((0.0, 2.0, 1), (3.0, 3.2, 0), (3.2, 4.0, 1)))
    assert [(part.track, part.text) for part in parts] == [(1, ASKED.text), (1, "")]


def test_chinese_is_cut_without_losing_a_character():
    utterance = Utterance(
        track=0, start_s=0.0, end_s=2.0, language="zh", text="您好，请讲。我的网断了",
        words=tuple(Word(s, e, t, 0.9) for s, e, t in [(0.0, 0.4, "您好，"), (0.4, 0.9, "请讲。"), (1.0, 1.4, "我的"), (1.4, 2.0, "网断了")]),
    )  # fmt: skip
    assert said(attribute([utterance], people((0.0, 0.95, 0), (0.95, 2.0, 1)))) == [(0, "您好，请讲。"), (1, "我的网断了")]


def test_one_person_or_nobody_leaves_the_utterances_alone():
    assert attribute([ASKED], people((0.0, 2.0, 0))) == (ASKED,)
    assert attribute([ASKED], People((), np.zeros((0, 256)))) == (ASKED,)
