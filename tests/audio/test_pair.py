from __future__ import annotations

import numpy as np
import pytest
import soundfile

from coach.audio.pair import open_pair
from coach.errors import UserError


def write(path, length_s: float, level: float, channels: int = 1):
    soundfile.write(path, np.full((round(length_s * 16_000), channels), level), 16_000)
    return path


def test_two_files_are_one_recording_and_the_shorter_is_filled(tmp_path):
    rep, customer = write(tmp_path / "rep.wav", 3.0, 0.25), write(tmp_path / "customer.wav", 1.5, 0.5)
    with open_pair(rep, customer) as recording:
        assert [track.index for track in recording.tracks] == [0, 1]
        assert [track.duration_s for track in recording.tracks] == [3.0, 3.0]
        assert recording.duration_s == 3.0
        assert recording.tracks[0].read(2.0, 2.1) == pytest.approx(np.full(1600, 0.25), abs=1e-4)
        assert recording.tracks[1].read(1.0, 1.1) == pytest.approx(np.full(1600, 0.5), abs=1e-4)
        assert not recording.tracks[1].read(1.6).any()
        assert recording.info.channels == 2
        assert recording.info.path == str(rep)
        assert "files_of_different_length" in {note.code for note in recording.notes}
        folders = {track.path.parent for track in recording.tracks}
    assert not any(folder.exists() for folder in folders)


def test_a_side_in_stereo_is_mixed_and_either_file_changes_the_sha(tmp_path):
    rep, other = write(tmp_path / "rep.wav", 1.0, 0.25), write(tmp_path / "other.wav", 1.0, 0.3)
    stereo = tmp_path / "stereo.wav"
    noise = np.random.default_rng(0).normal(0, 0.1, (16_000, 2))
    soundfile.write(stereo, noise, 16_000, subtype="FLOAT")
    with open_pair(rep, stereo) as recording:
        assert recording.tracks[1].read() == pytest.approx(noise.mean(axis=1), abs=1e-3)
        first = recording.info.sha256
    with open_pair(rep, other) as recording:
        assert recording.info.sha256 != first


def test_a_missing_side_is_a_sentence(tmp_path):
    with pytest.raises(UserError, match="missing"), open_pair(write(tmp_path / "rep.wav", 1.0, 0.1), tmp_path / "missing.wav"):
        pass
