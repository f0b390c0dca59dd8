"""Blocks with known times and samples, as the devices would give them."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import numpy as np
import pytest

from coach.recording.layout import Source, read_events, sound_file
from coach.recording.take import Block, Take

RATE_HZ = 1000
REP = Source(device="rep", channels=1, rate_hz=RATE_HZ)
CUSTOMER = Source(device="customer", channels=1, rate_hz=2 * RATE_HZ)
BLOCK_S = 0.1


def block(start_s: float, *, source: int = 0, rate_hz: int = RATE_HZ, overflow: bool = False) -> Block:
    """Every sample says in ms when it was spoken."""
    count = round(BLOCK_S * rate_hz)
    times_ms = 1000 * start_s + np.arange(count) * 1000 / rate_hz
    return Block(source, np.rint(times_ms).astype("<i2").tobytes(), start_s, overflow)


def samples(take: Take, index: int = 0) -> list[int]:
    return np.fromfile(sound_file(take.folder, index), "<i2").tolist()


def kinds(take: Take) -> list[str]:
    return [event.kind for event in read_events(take.folder)]


@pytest.fixture
def take(tmp_path: Path) -> Take:
    with_one = Take(tmp_path, [REP])
    yield with_one
    with_one.close()


def test_nothing_is_kept_before_it_begins_and_then_from_that_moment(take):
    take.add(block(0.0))
    assert samples(take) == []
    take.go_on(0.13)
    take.add(block(0.0))
    take.add(block(0.1))
    take.add(block(0.2))
    assert samples(take) == list(range(130, 300))
    assert take.elapsed_s == pytest.approx(0.17)


def test_a_pause_keeps_what_was_spoken_before_it_however_late_it_comes(take):
    take.go_on(0.0)
    take.add(block(0.0))
    take.pause(0.15)
    assert take.is_paused
    take.add(block(0.1))
    take.add(block(0.2))
    assert samples(take) == list(range(150))
    take.go_on(0.55)
    take.add(block(0.5))
    assert samples(take) == [*range(150), *range(550, 600)]
    assert kinds(take) == ["pause"]


def test_two_devices_begin_at_the_same_moment(tmp_path):
    take = Take(tmp_path, [REP, CUSTOMER])
    take.go_on(0.05)
    take.add(block(0.0))
    take.add(block(0.02, source=1, rate_hz=2 * RATE_HZ))
    assert samples(take, 0)[0] == samples(take, 1)[0] == 50
    assert (len(samples(take, 0)), len(samples(take, 1))) == (50, 140)
    take.close()


def test_what_the_system_lost_becomes_silence_so_that_times_stay_true(take):
    take.go_on(0.0)
    take.add(block(0.0))
    take.add(block(0.3, overflow=True))
    assert samples(take) == [*range(100), *[0] * 200, *range(300, 400)]
    assert take.overflows == 1
    gap = read_events(take.folder)[-1]
    assert (gap.kind, gap.at_s, gap.lost_s) == ("gap", 0.1, 0.2)


def test_a_long_hole_is_told_and_not_filled(take):
    take.go_on(0.0)
    take.add(block(0.0))
    take.add(block(7.0, overflow=True))
    assert len(samples(take)) == 200
    assert read_events(take.folder)[-1].lost_s == pytest.approx(6.9)


def test_a_late_block_alone_is_no_loss(take):
    take.go_on(0.0)
    take.add(block(0.0))
    take.add(block(0.9))
    assert len(samples(take)) == 200
    assert kinds(take) == []


def test_an_overflow_in_a_pause_costs_nothing_but_is_counted(take):
    take.go_on(0.0)
    take.add(block(0.0))
    take.pause(0.1)
    take.add(block(5.0, overflow=True))
    assert samples(take) == list(range(100))
    assert take.overflows == 1
    assert kinds(take) == ["pause"]


def test_moments_are_where_the_recording_is(take):
    take.go_on(0.0)
    take.add(block(0.0))
    assert take.mark() == pytest.approx(0.1)
    assert take.moments == [pytest.approx(0.1)]
    assert read_events(take.folder)[0].at_s == pytest.approx(0.1)


def test_levels_come_also_while_nothing_is_kept(tmp_path):
    take = Take(tmp_path, [Source(device="both", channels=2, rate_hz=RATE_HZ)])
    take.add(Block(0, np.array([[16384, 0]] * 100, "<i2").tobytes(), 0.0))
    left, right = take.levels()
    assert (left.peak_db, right.peak_db) == (pytest.approx(-6.02, abs=0.01), -120.0)
    assert take.levels() == (left, right)  # nothing new
    take.close()


@pytest.mark.skipif(os.name != "posix", reason="POSIX rights")
def test_the_files_are_private(take):
    assert {stat.S_IMODE(file.stat().st_mode) for file in take.folder.iterdir()} == {0o600}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_an_error_of_the_system(tmp_path):
    sound_file(tmp_path, 0).symlink_to("/dev/full")
    take = Take(tmp_path, [REP])
    take.go_on(0.0)
    with pytest.raises(OSError) as caught:
        take.add(block(0.0))
    assert caught.value.errno == errno.ENOSPC
    take.close()
