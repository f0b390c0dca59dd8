"""The sessions there are."""

from __future__ import annotations

from coach.exercise import events as happened
from coach.exercise.log import append, session_folder
from coach.exercise.sessions import forget, list_sessions
from tests.exercise.made import session


def keep(sessions, uid, *events):
    folder = session_folder(sessions, uid)
    append(folder, happened.Opened(at_s=events[0].at_s if events else 1.0, session=session()), *events)
    return folder


def test_the_newest_first_planned_under_way_or_over(tmp_path):
    assert list_sessions(tmp_path / "nowhere") == ()
    keep(tmp_path, "planned")
    keep(tmp_path, "on", happened.StepBegun(at_s=50.0, step=0), happened.Started(at_s=60.0))
    keep(tmp_path, "over", happened.StepBegun(at_s=20.0, step=0), happened.Closed(at_s=30.0))
    (tmp_path / "empty").mkdir()
    found = list_sessions(tmp_path)
    assert [(one.folder.name, one.is_on, one.changed_s) for one in found] == [("on", True, 60.0), ("over", False, 30.0), ("planned", False, 1.0)]


def test_one_that_is_damaged_says_so_and_blocks_no_other_and_can_be_deleted(tmp_path):
    folder = keep(tmp_path, "good")
    bad = session_folder(tmp_path, "bad")
    (bad / "events.jsonl").write_text("what?\n")
    good, damaged = list_sessions(tmp_path)
    assert good.state is not None
    assert (damaged.state, damaged.is_on) == (None, False)
    assert "cannot be read" in damaged.error.en
    forget(bad)
    forget(bad)
    assert [one.folder for one in list_sessions(tmp_path)] == [folder]
