"""What is found at the next start."""

from __future__ import annotations

import os

import numpy as np

from coach.recording.layout import Source, held
from coach.recording.recovery import new_folder, unfinished
from tests.recording.unfinished import leave, tone

REP = Source(device="headset", channels=1, rate_hz=8000)


def test_a_folder_that_is_not_there_has_nothing(tmp_path):
    assert unfinished(tmp_path / "nowhere") == ()


def test_recordings_are_found_with_their_length_but_not_those_that_run(tmp_path):
    leave(tmp_path / "b", [REP], [tone(8000, 2.0)])
    leave(tmp_path / "a", [REP, REP], [tone(8000, 1.0), tone(8000, 1.5)])
    running = leave(tmp_path / "c", [REP], [tone(8000, 1.0)])
    with held(running):
        found = unfinished(tmp_path)
    assert [(each.folder.name, each.duration_s) for each in found] == [("a", 1.5), ("b", 2.0)]


def test_a_damaged_one_is_found_and_does_not_hide_the_others(tmp_path):
    damaged = leave(tmp_path / "a", [REP], [tone(8000, 1.0)])
    (damaged / "about.json").write_text("{}")
    leave(tmp_path / "b", [REP], [tone(8000, 1.0)])
    assert [(each.about is None, each.duration_s) for each in unfinished(tmp_path)] == [(True, None), (False, 1.0)]


def test_folders_without_a_sound_go_once_nobody_can_be_about_to_fill_them(tmp_path):
    old, new = (leave(tmp_path / name, [REP], [np.zeros(0)]) for name in ("old", "new"))
    os.utime(old, (0, 0))
    assert unfinished(tmp_path) == ()
    assert (old.exists(), new.exists()) == (False, True)


def test_names_are_not_used_twice(tmp_path):
    assert new_folder(tmp_path) != new_folder(tmp_path)
