"""Utterances and pieces from hand-made spans."""

from __future__ import annotations

import pytest

from coach.hearing.utterances import LONGEST_UTTERANCE_S, PAD_S, PIECE_S, Part, Piece, pieces, utterances
from coach.model import Span


def test_short_silences_stay_inside_an_utterance_and_long_ones_end_it():
    spans = (Span(1.0, 2.0), Span(2.4, 3.0), Span(3.5, 4.0))
    assert utterances(spans) == (Span(1.0, 3.0), Span(3.5, 4.0))
    assert utterances(()) == ()


def test_a_lone_click_is_no_utterance_but_part_of_one_beside_speech():
    assert utterances((Span(1.0, 1.064), Span(3.0, 3.2))) == (Span(3.0, 3.2),)
    assert utterances((Span(1.0, 1.064), Span(1.2, 3.0))) == (Span(1.0, 3.0),)


def test_a_long_utterance_is_cut_at_its_widest_silence():
    spans = (Span(0.0, 10.0), Span(10.2, 20.0), Span(20.4, 40.0))
    assert utterances(spans) == (Span(0.0, 20.0), Span(20.4, 40.0))


def test_speech_without_any_silence_is_cut_evenly():
    cut = utterances((Span(0.0, 100.0),))
    assert cut == (Span(0.0, 25.0), Span(25.0, 50.0), Span(50.0, 75.0), Span(75.0, 100.0))
    assert all(span.duration_s <= LONGEST_UTTERANCE_S for span in cut)


def test_utterances_are_packed_in_order_and_never_beyond_the_window():
    spoken = [Span(start, start + 9.0) for start in (0.0, 20.0, 40.0, 60.0)]
    packed = list(pieces(1, spoken, end_s=80.0))
    assert [[part.spoken for part in piece.parts] for piece in packed] == [spoken[:2], spoken[2:]]
    assert all(piece.duration_s <= PIECE_S and piece.track == 1 for piece in packed)
    assert list(pieces(0, (), end_s=80.0)) == []


def test_the_longest_utterance_fits_into_a_piece_with_its_padding():
    (only,) = pieces(0, [Span(5.0, 5.0 + LONGEST_UTTERANCE_S)], end_s=99.0)
    assert only.duration_s == pytest.approx(PIECE_S)


def test_padding_stays_on_the_track_and_meets_in_the_middle_of_a_short_silence():
    (piece,) = pieces(0, [Span(0.1, 2.0), Span(2.2, 3.9)], end_s=4.0)
    assert [part.heard for part in piece.parts] == [Span(0.0, 2.1), Span(2.1, 4.0)]


def piece_of_two() -> Piece:
    return Piece(0, (Part(Span(10.0, 12.0), Span(9.75, 12.25)), Part(Span(60.0, 61.0), Span(59.75, 61.25))))


def test_times_in_a_piece_lead_back_to_the_recording():
    piece = piece_of_two()
    assert piece.place(PAD_S, 1.0) == (0, pytest.approx(10.0), pytest.approx(10.75))
    assert piece.place(3.0, 3.5) == (1, pytest.approx(60.25), pytest.approx(60.75))


def test_a_word_in_the_silence_between_parts_opens_the_second():
    assert piece_of_two().place(2.3, 2.6) == (1, 60.0, 60.0)


def test_a_word_never_leaves_its_speech():
    assert piece_of_two().place(0.0, 0.5) == (0, 10.0, pytest.approx(10.25))
    assert piece_of_two().place(3.6, 9.0) == (1, pytest.approx(60.85), 61.0)
