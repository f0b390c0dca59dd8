from __future__ import annotations

import os

import numpy as np
import pytest

from coach.errors import UserError
from coach.speakers.diarise import diarise
from coach.speakers.prints import delete_print, enrol, usable_prints, voice_prints, whose_print
from tests.speakers.material import as_track, sides, speech_of


def test_a_print_made_from_one_part_of_a_call_knows_its_voice_in_the_mix(tmp_path, data_folder):
    agent, caller = sides("en-good-service-light")
    half = agent.size * 3 // 5
    reading = as_track(tmp_path, agent[:half])
    made = enrol("Michelle", reading, speech_of(reading))
    assert made.speech_s > 10
    mixed = as_track(tmp_path, (agent + caller)[half:], index=1)
    people = diarise(mixed, speech_of(mixed))
    talks = as_track(tmp_path, agent[half:], index=2)
    agents_own = diarise(talks, speech_of(talks), count=1).voices[0]
    expected = int(np.argmax(people.voices @ agents_own))
    known = whose_print({"AB"[person]: voice for person, voice in enumerate(people.voices)}, usable_prints())
    assert (known.voice, known.name) == ("AB"[expected], "Michelle")


def test_prints_are_private_shown_and_deletable(tmp_path, data_folder):
    track = as_track(tmp_path, sides("en-good-practice-refund")[0])
    enrol("Sam Lee", track, speech_of(track))
    (file,) = (data_folder / "voice-prints").iterdir()
    if os.name == "posix":
        assert file.stat().st_mode & 0o077 == 0
    assert "Sam" not in file.name
    assert [each.name for each in voice_prints()] == ["Sam Lee"]
    assert list(usable_prints("Sam Lee")) == ["Sam Lee"]
    assert usable_prints("Ann") == {}
    delete_print("Sam Lee")
    assert voice_prints() == ()
    with pytest.raises(UserError):
        delete_print("Sam Lee")


def test_too_little_speech_and_two_voices_are_refused(tmp_path):
    short = as_track(tmp_path, sides("en-good-practice-refund")[0][: 4 * 16_000])
    with pytest.raises(UserError, match="10 s"):
        enrol("Sam", short, speech_of(short))
    mixed = as_track(tmp_path, sides("en-good-broadband").sum(axis=0))
    with pytest.raises(UserError, match="2 voices"):
        enrol("Sam", mixed, speech_of(mixed))
    assert voice_prints() == ()


def test_a_damaged_print_is_a_sentence(data_folder):
    (data_folder / "voice-prints").mkdir(parents=True)
    (data_folder / "voice-prints" / "voice-1.json").write_text("{")
    with pytest.raises(UserError, match="enrol again"):
        voice_prints()


def test_a_print_must_fit_one_voice_clearly():
    first, second = np.eye(2, 256, dtype=np.float32)
    between = (first + second) / np.sqrt(2)
    assert whose_print({"A": first, "B": second}, {"Sam": first}).voice == "A"
    assert whose_print({"A": first, "B": second}, {"Sam": between}) is None
    assert whose_print({"B": second}, {"Sam": first}) is None
    assert whose_print({}, {"Sam": first}) is None
