"""What is on the disk itself at a moment, without what the system only meant to write: a disk copied under a running recording."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.recording.recorder import Recorder
from coach.recording.recovery import new_folder, unfinished
from tests.recording.waiting import after, until

DISK_BYTES = 48_000_000


def mount(image: Path, folder: Path) -> bool:
    folder.mkdir()
    # commit: else ext4 itself writes everything down every five seconds
    run = subprocess.run(["mount", "-o", "loop,commit=300", image, folder], capture_output=True, check=False)
    return run.returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """The image of a small disk, and the folder where it is mounted."""
    image, folder = tmp_path / "disk", tmp_path / "mounted"
    with image.open("wb") as file:
        file.truncate(DISK_BYTES)
    if not shutil.which("mkfs.ext4") or subprocess.run(["mkfs.ext4", "-q", image], capture_output=True, check=False).returncode:
        pytest.skip("needs mkfs.ext4")
    if not mount(image, folder):
        pytest.skip("needs the right to mount a disk image")
    yield image, folder
    for each in (folder, tmp_path / "after"):
        subprocess.run(["umount", "-l", each], capture_output=True, check=False)


def test_after_a_power_cut_all_but_the_last_second_is_there(played, disk, tmp_path):
    image, folder = disk
    with Recorder(new_folder(folder), ["rep_mic"]) as recorder:
        until(recorder, after(1.5))
        (folder / "only in memory").write_bytes(bytes(100_000))
        last = until(recorder, after(2.0))
        os.kill(recorder.pid, signal.SIGSTOP)
        shutil.copy(image, tmp_path / "copy")
        os.kill(recorder.pid, signal.SIGCONT)
    assert mount(tmp_path / "copy", tmp_path / "after")
    memory = tmp_path / "after" / "only in memory"
    assert not memory.exists() or memory.stat().st_size == 0  # this is what a cut costs those who do not sync
    (found,) = unfinished(tmp_path / "after")
    assert found.duration_s > last.elapsed_s - 1.0
