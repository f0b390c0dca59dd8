"""Killed in the middle, the library is whole: each call is there with everything that belongs to it, or not at all."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys

import pytest

from coach.library.find import Wanted, find_calls
from coach.library.store import get_call, list_calls, open_library
from tests.paths import ROOT

KILLS = 6

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


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_a_kill_at_any_moment_leaves_the_library_whole():
    moments = random.Random(1)
    for kill in range(KILLS):
        busy = subprocess.Popen(
            [sys.executable, "-c", BUSY, str(kill)], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
        try:
            assert busy.stdout.readline() == "go\n"
            with pytest.raises(subprocess.TimeoutExpired):
                busy.wait(moments.uniform(0.02, 0.4))
        finally:
            busy.send_signal(signal.SIGKILL)
            busy.communicate()
        _check()


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
