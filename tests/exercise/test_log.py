"""A session on disk: whatever the crash, what was written is there and goes on where it was."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import UserError
from coach.exercise import events as happened
from coach.exercise.log import append, read, session_folder
from coach.exercise.marks import Mark
from coach.exercise.state import replay
from tests.exercise.made import session

EVENTS = (
    happened.Opened(at_s=0.0, session=session()),
    happened.StepBegun(at_s=1.0, step=1),
    happened.Started(at_s=2.0),
    happened.Marked(at_s=5.0, mark=Mark(uid="m1", by="p8", scene=1, at_s=4.0, item="empathy", plus=True, words="听到了")),
)


def write_all(folder):
    for event in EVENTS:
        append(folder, event)


def test_what_was_written_is_read_and_private(tmp_path):
    folder = session_folder(tmp_path, "s1")
    assert read(folder) == ()
    write_all(folder)
    assert read(folder) == EVENTS
    if os.name == "posix":
        assert stat.S_IMODE((folder / "events.jsonl").stat().st_mode) == 0o600


@settings(max_examples=40, deadline=None)
@given(cut=st.integers(0, 4000))
def test_cut_anywhere_it_goes_on(tmp_path_factory, cut):
    folder = session_folder(tmp_path_factory.mktemp("cut"), "s1")
    write_all(folder)
    path = folder / "events.jsonl"
    data = path.read_bytes()
    path.write_bytes(data[: min(cut, len(data))])
    before = read(folder)
    assert before == EVENTS[: len(before)]
    append(folder, happened.Closed(at_s=9.0))
    assert read(folder) == (*before, happened.Closed(at_s=9.0))


def test_a_damaged_line_is_a_sentence(tmp_path):
    folder = session_folder(tmp_path, "s1")
    write_all(folder)
    path = folder / "events.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"started"', b'"vanished"'))
    with pytest.raises(UserError, match="newer version"):
        read(folder)


KILLED = """
import os, signal, sys
from pathlib import Path
from coach.exercise import events as happened
from coach.exercise.log import append
folder = Path(sys.argv[1])
append(folder, happened.StepBegun(at_s=10.0, step=1))
append(folder, happened.Started(at_s=20.0))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 is a thing of POSIX")
def test_after_kill_9_the_clock_has_gone_on(tmp_path):
    folder = session_folder(tmp_path, "s1")
    append(folder, EVENTS[0])
    ended = subprocess.run([sys.executable, "-c", KILLED, str(folder)], check=False)
    assert ended.returncode == -signal.SIGKILL
    state = replay(read(folder))
    assert state.now_on.kind == "play"
    assert state.clock.is_running
    assert state.clock.left_s(now_s=140.0) == 480.0 - 120.0
