"""Killed in the middle, the library is whole: each call is there with everything that belongs to it, or not at all."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys

import pytest

from coach.library.backup import back_up
from coach.library.bin import delete_call
from coach.library.find import Wanted, find_calls
from coach.library.store import get_call, list_calls, open_library, save_call
from coach.library.writing import one_change
from tests.library.calls import call
from tests.paths import ROOT

KILLS = 3
MOMENTS = random.Random(1)

# Saves, changes, deletes and empties the bin for ever; says when it has begun.
BUSY = """
import sys
from itertools import count
from coach.library.about import change_tags, rename_call
from coach.library.bin import delete_call, empty_bin
from coach.library.store import open_library, save_call
from tests.library.calls import call, finding
with open_library() as db:
    print("go", flush=True)
    for number in count():
        uid = f"{sys.argv[1]}-{number}"
        save_call(db, call(uid, f"第{number}句 我要投诉", findings=[finding("commanding")]), title=uid)
        change_tags(db, uid, add=("a", "b"))
        rename_call(db, uid, f"title {uid}")
        if number % 3 == 0:
            delete_call(db, uid)
        if number % 9 == 0:
            empty_bin(db)
"""


# Restores one backup after the other for ever.
RESTORES = """
import sys
from itertools import cycle
from pathlib import Path
from coach.library.restore import restore
print("go", flush=True)
for archive in cycle(sys.argv[1:]):
    restore(Path(archive))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_a_kill_at_any_moment_leaves_the_library_whole():
    for kill in range(KILLS):
        _killed(BUSY, str(kill))
        _check()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_a_kill_while_restoring_leaves_the_old_library_or_the_new_one(tmp_path):
    backups = []
    for name in ("old", "new"):
        with open_library() as db, one_change(db):
            for summary in list_calls(db, limit=1000):
                delete_call(db, summary.uid)
            for number in range(100):
                save_call(db, call(f"{name}-{number}", f"第{number}句 我要投诉"), title="x")
        backups.append(tmp_path / f"{name}.zip")
        back_up(backups[-1])
    for _ in range(KILLS):
        _killed(RESTORES, *map(str, backups))
        _check()
        with open_library() as db:
            uids = {summary.uid for summary in list_calls(db, limit=1000)}
        assert uids in ({f"old-{number}" for number in range(100)}, {f"new-{number}" for number in range(100)})


def _killed(program: str, *words: str) -> None:
    """Let a program run, and kill it at some moment after it said that it has begun."""
    busy = subprocess.Popen(
        [sys.executable, "-c", program, *words], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    try:
        assert busy.stdout.readline() == "go\n"
        with pytest.raises(subprocess.TimeoutExpired):
            busy.wait(MOMENTS.uniform(0.02, 0.4))
    finally:
        busy.send_signal(signal.SIGKILL)
        busy.communicate()


def _check() -> None:
    with open_library() as db:
        assert db.execute("pragma integrity_check").fetchall() == [("ok",)]
        db.execute("insert into search (search) values ('integrity-check')")
        counts = {table: db[table].count for table in ("calls", "cards", "search")}
        assert len(set(counts.values())) == 1, counts
        assert list(db.execute("select 1 from marks where call not in (select id from calls)")) == []
        assert list(db.execute("select 1 from tags where call not in (select id from calls)")) == []
        calls = list_calls(db, limit=100_000)
        assert {hit.call.uid for hit in find_calls(db, Wanted(text="投诉"), limit=100_000)} == {each.uid for each in calls}
        for each in calls:
            assert get_call(db, each.uid).uid == each.uid
