"""A library of an earlier version, a file that it made, is brought up to date."""

from __future__ import annotations

import gzip
import multiprocessing
import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from coach.library.find import Wanted, find_calls
from coach.library.rubrics import kept_rubric
from coach.library.store import get_call, library_file, list_calls, open_library
from coach.model import Scorecard

OLD = Path(__file__).with_name("old") / "version-3.db.gz"  # three transcripts scored by the program of that time


@pytest.fixture
def old() -> dict[str, dict]:
    """The old file in place of the library; its rows by uid."""
    library_file().write_bytes(gzip.decompress(OLD.read_bytes()))
    with closing(sqlite3.connect(library_file())) as db:
        db.row_factory = sqlite3.Row
        return {row["uid"]: dict(row) for row in db.execute("select * from calls")}


def test_every_call_is_there_as_it_was(old):
    assert len(old) == 3
    with open_library() as db:
        assert {call.uid for call in list_calls(db)} == set(old)
        for call in list_calls(db):
            row = old[call.uid]
            assert get_call(db, call.uid) == msgspec.json.decode(row["scorecard"], type=Scorecard)
            for name in ("made_at", "title", "language", "rubric", "duration_s", "score", "red_cards", "yellow_cards", "rep"):
                assert getattr(call, name) == row[name]
            assert kept_rubric(db, get_call(db, call.uid).rubric.sha256).id == call.rubric


def test_what_was_said_and_found_in_old_calls_can_be_searched_for(old):
    with open_library() as db:
        hits = find_calls(db, Wanted(text="投诉"))
        assert [(hit.call.title, hit.turn) for hit in hits] == [("a.txt", 2)]
        assert {hit.call.title for hit in find_calls(db, Wanted(text="department", finding="commanding"))} == {"b.txt"}
        assert [hit.call.rep for hit in find_calls(db, Wanted(text="小林"))] == ["小林"]


@pytest.mark.parametrize("there", [True, False])
def test_processes_that_open_it_at_once_all_get_it(old, there):
    if not there:
        library_file().unlink()
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager, context.Pool(3) as pool:
        barrier = manager.Barrier(3)
        assert pool.map(count_calls, [barrier] * 3, chunksize=1) == [3 if there else 0] * 3


def count_calls(barrier) -> int:
    import sqlite_utils  # noqa: F401 - it takes longest: loaded before they start together

    barrier.wait(60)
    with open_library() as db:
        return len(list_calls(db))
