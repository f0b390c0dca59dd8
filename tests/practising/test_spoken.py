"""A short answer through a real (virtual) microphone: when it begins, when it is over, when it is given up."""

from __future__ import annotations

from pathlib import Path

import pytest
import soundfile

from coach.errors import UserError
from coach.practising.spoken import record_answer
from coach.recording.layout import sound_file
from tests.recording.unfinished import tone


@pytest.fixture
def spoken(tmp_path) -> Path:
    path = tmp_path / "spoken.wav"
    soundfile.write(path, tone(48_000, 1.5), 48_000)
    return path


def test_it_keeps_nothing_before_it_is_told_to_and_ends_with_the_silence_after_the_answer(sound, spoken, tmp_path):
    states, played = [], []

    def look(status):
        states.append(status.state)
        if status.state == "paused":
            return "go on"
        if status.state == "recording" and not played:
            played.append(sound.play(spoken))
        return None

    folder = tmp_path / "answer"
    assert record_answer(folder, "rep_mic", look, silence_s=0.6, limit_s=30.0)
    assert list(dict.fromkeys(states))[-2:] == ["paused", "recording"]
    # the tone and the silence after it; a virtual microphone may lose the tone's beginning
    assert 1.0 < sound_file(folder, 0).stat().st_size / 2 / 48_000 < 10.0


def test_it_is_over_when_it_is_told_so_and_nothing_is_left_of_one_that_is_given_up(sound, tmp_path):
    def look(status):
        return "go on" if status.state == "paused" else "stop" if status.elapsed_s > 0.3 else None

    assert record_answer(tmp_path / "told", "rep_mic", look)
    assert not record_answer(tmp_path / "left", "rep_mic", lambda status: "leave")


def test_an_unknown_microphone_is_a_sentence(sound, tmp_path):
    with pytest.raises(UserError, match="not_there"):
        record_answer(tmp_path / "answer", "not_there", lambda status: "go on")
