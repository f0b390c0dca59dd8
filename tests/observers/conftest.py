"""A session with its first scene on, and the page served for it on this machine alone."""

from __future__ import annotations

import time

import pytest

from coach.exercise import events as happened
from coach.exercise.log import append, session_folder
from coach.observers.serve import start_server
from tests.exercise.made import session


@pytest.fixture
def folder(tmp_path):
    made = session_folder(tmp_path, "s1")
    begun_s = time.time() - 60
    append(
        made,
        happened.Opened(at_s=begun_s, session=session()),
        happened.StepBegun(at_s=begun_s, step=1),
        happened.Started(at_s=begun_s),
    )
    return made


@pytest.fixture
def server(folder):
    started = start_server(folder, only_here=True)
    yield started
    started.stop()
