"""The sound of a kept call, found again and drawn by speaker."""

from __future__ import annotations

import shutil
from dataclasses import replace

import soundfile

from coach.audio.pair import open_pair
from coach.library.store import open_library, save_call
from coach.model import Scorecard, Speaker
from coach.paths import recordings_folder
from tests.report.sample import sample
from tests.ui.calls import with_sound
from ui.call.opened import open_sound_of


def kept(scorecard: Scorecard) -> Scorecard:
    with open_library() as db:
        save_call(db, scorecard, title="The router", rubric_text=None)
    return scorecard


def test_what_was_recorded_here_is_found_after_the_data_folder_moved(data_folder, tmp_path, monkeypatch):
    call = kept(with_sound(sample("en"), recordings_folder() / "router.wav"))
    shutil.move(data_folder, tmp_path / "moved")
    monkeypatch.setenv("REDCARD_DATA", str(tmp_path / "moved"))
    opened = open_sound_of(call)
    assert (len(opened.tracks), len(opened.outlines), opened.warning) == (2, 2, None)
    opened.close()


def test_a_file_that_is_gone_is_said(tmp_path):
    call = kept(with_sound(sample("en"), tmp_path / "router.wav"))
    (tmp_path / "router.wav").unlink()
    opened = open_sound_of(call)
    assert not opened.tracks
    assert "router.wav" in opened.warning.en


def test_voices_told_apart_in_one_channel_are_drawn_each_in_a_lane(tmp_path):
    call = with_sound(sample("en"), tmp_path / "router.wav")
    letters = {"rep": "A", "customer": "B"}
    call = kept(
        replace(
            call,
            speakers=(Speaker(id="A", role="rep"), Speaker(id="B", role="customer")),
            turns=tuple(replace(turn, speaker=letters[turn.speaker]) for turn in call.turns),
        )
    )
    opened = open_sound_of(call)
    first = next(turn for turn in call.turns if turn.speaker == "A")
    middle = round((first.start_s + first.end_s) / 2 / opened.outlines[0].step_s)
    assert opened.outlines[0].highs[middle] > 0.1
    assert opened.outlines[1].highs[middle] == 0.0
    opened.close()


def test_a_call_that_came_as_two_files_has_both_sides(tmp_path):
    call = with_sound(sample("en"), tmp_path / "router.wav")
    samples, rate_hz = soundfile.read(tmp_path / "router.wav")
    for channel, name in enumerate(("rep.wav", "customer.wav")):
        soundfile.write(tmp_path / name, samples[:, channel], rate_hz)
    with open_pair(tmp_path / "rep.wav", tmp_path / "customer.wav") as pair:
        call = kept(replace(call, audio=pair.info))
    opened = open_sound_of(call)
    assert (len(opened.tracks), len(opened.outlines), opened.warning) == (2, 2, None)
    turns = {turn.role: turn for turn in call.turns}
    for channel, role in enumerate(("rep", "customer")):
        middle = round((turns[role].start_s + turns[role].end_s) / 2 / opened.outlines[0].step_s)
        assert opened.outlines[channel].highs[middle] > 0.1
    opened.close()
    (tmp_path / "customer.wav").unlink()
    opened = open_sound_of(call)
    assert not opened.tracks
    assert "customer.wav" in opened.warning.en
