"""The customer's known words: lines of known length in speech of known stretches, and a whole call with them."""

from __future__ import annotations

import pytest

from coach.model import Span
from coach.practising.known_words import known_lines, known_utterances, sounding
from coach.practising.practice import Practice, SaidLine, write_practice


def line(text: str, at_s: float, **more) -> SaidLine:
    return SaidLine(at_s=at_s, text=text, sound="line.wav", **more)


def test_the_words_lie_where_the_line_sounds_and_not_in_its_pauses():
    said = [line("One two, three four.", 1.0, length_s=3.1)]
    (utterance,) = known_utterances(said, [Span(1.2, 2.2), Span(3.2, 4.2)])
    assert (utterance.track, utterance.text, utterance.language) == (1, "One two, three four.", "en")
    assert (utterance.start_s, utterance.end_s) == (1.2, 4.2)
    assert [word.text for word in utterance.words] == ["One", "two,", "three", "four."]
    assert [word.start_s for word in utterance.words] == pytest.approx([1.2, 1.7, 3.2, 3.7])
    assert [word.end_s for word in utterance.words] == pytest.approx([1.7, 2.2, 3.7, 4.2])


def test_in_mandarin_a_character_is_a_word():
    (utterance,) = known_utterances([line("我的卡，刷不了！", 0.0, length_s=2.0)], [Span(0.2, 2.0)])
    assert utterance.language == "zh"
    assert [word.text for word in utterance.words] == ["我", "的", "卡，", "刷", "不", "了！"]
    assert utterance.text == "我的卡，刷不了！"


@pytest.mark.parametrize("cut", ["by the rep", "by the next line"])
def test_of_a_line_cut_short_what_was_not_heard_is_left_out(cut):
    first = line("One two three four.", 1.0, length_s=4.0, heard_s=2.0 if cut == "by the rep" else None)
    said = [first, line("Hello?", 3.0 if cut == "by the next line" else 9.0, length_s=0.5)]
    speech = [Span(1.2, 3.1), Span(3.16, 3.6)] if cut == "by the next line" else [Span(1.2, 3.1), Span(9.2, 9.6)]
    found = known_utterances(said, speech)
    assert [each.text for each in found] == ["One two", "Hello?"]
    assert found[0].end_s == 3.1


def test_two_lines_without_a_silence_between_them_keep_their_own_words():
    said = [line("One two three four.", 1.0, length_s=4.0), line("Hello?", 3.0, length_s=1.0)]
    found = known_utterances(said, [Span(1.2, 4.1)])
    assert [(each.text, each.start_s, each.end_s) for each in found] == [("One two", 1.2, 3.15), ("Hello?", 3.15, 4.1)]
    assert sounding(said, [Span(1.2, 4.1)]) == (Span(1.15, 3.15), Span(3.15, 4.15))


def test_a_line_whose_sound_is_not_there_is_left_out():
    assert known_utterances([line("One.", 1.0), line("Two.", 5.0)], [Span(5.2, 6.0)])[0].text == "Two."
    assert known_utterances([], [Span(5.2, 6.0)]) == ()


def test_only_what_was_said_aloud_is_beside_the_sound(tmp_path):
    lines = (line("One.", 1.0), SaidLine(at_s=3.0, text="shown"))
    sound = tmp_path / "call.flac"
    assert known_lines(sound) == ()
    write_practice(tmp_path / "call.practice.json", Practice(title="x", rubric="calming", language="en", customer="aloud", lines=lines))
    assert known_lines(sound) == lines[:1]
