"""The job runner: results, both kinds of failure, progress, and a cancel that works."""

from __future__ import annotations

import threading

import pytest

from coach.analyse import Progress
from coach.errors import UserError
from coach.model import Text
from tests.ui.conftest import wait_until
from ui.jobs import THREADS, Cancelled, Jobs, TimeLeft

STEP = Text(zh="一步", en="a step")


@pytest.fixture
def jobs(app):
    made = Jobs()
    yield made
    made.close()
    made.deleteLater()


def outcome(job) -> list:
    seen: list = []
    job.done.connect(lambda value: seen.append(("done", value)))
    job.failed.connect(lambda failure: seen.append(("failed", failure)))
    job.cancelled.connect(lambda: seen.append(("cancelled", None)))
    job.ended.connect(lambda: seen.append(("ended", None)))
    assert wait_until(lambda: ("ended", None) in seen)
    return seen


def test_a_result_comes_back_on_the_windows_thread(jobs):
    where: list[threading.Thread] = []
    job = jobs.start(lambda handle: threading.current_thread())
    job.done.connect(lambda worker: where.extend([worker, threading.current_thread()]))
    assert outcome(job)[-1] == ("ended", None)
    assert where[0] is not threading.main_thread()
    assert where[1] is threading.main_thread()


def test_what_the_user_can_mend_is_a_sentence_without_details(jobs):
    def work(handle):
        raise UserError(zh="磁盘满了", en="the disk is full")

    (how, failure), _ = outcome(jobs.start(work))
    assert (how, failure.text.en, failure.details) == ("failed", "the disk is full", None)


def test_a_bug_comes_with_its_traceback(jobs):
    (how, failure), _ = outcome(jobs.start(lambda handle: 1 / 0))
    assert how == "failed"
    assert "ZeroDivisionError" in failure.details


def test_progress_arrives_in_order(jobs):
    shares: list[float] = []

    def work(handle):
        for share in (0.0, 0.5, 1.0):
            handle.progress(Progress(step=STEP, share=share))

    job = jobs.start(work)
    job.progressed.connect(lambda progress: shares.append(progress.share))
    outcome(job)
    assert shares == [0.0, 0.5, 1.0]


def test_cancelling_stops_the_work_at_its_next_step_and_calls_back_once(jobs):
    begun, go_on, called = threading.Event(), threading.Event(), []

    def work(handle):
        handle.on_cancel(lambda: called.append(threading.current_thread()))
        begun.set()
        go_on.wait(60)
        handle.progress(Progress(step=STEP, share=0.5))
        raise AssertionError("not reached")

    job = jobs.start(work)
    assert begun.wait(60)
    job.cancel()
    job.cancel()
    go_on.set()
    assert outcome(job) == [("cancelled", None), ("ended", None)]
    assert called == [threading.main_thread()]


def test_a_job_cancelled_before_it_began_never_begins(jobs):
    gate = threading.Event()
    busy = [jobs.start(lambda handle: gate.wait(60)) for _ in range(THREADS)]
    ran: list[int] = []
    late = jobs.start(lambda handle: ran.append(1))
    late.cancel()
    gate.set()
    assert outcome(late) == [("cancelled", None), ("ended", None)]
    assert ran == []
    assert len(busy) == THREADS


def test_what_fails_because_it_was_cancelled_is_cancelled_not_failed(jobs):
    begun, go_on = threading.Event(), threading.Event()

    def work(handle):
        begun.set()
        go_on.wait(60)
        raise UserError(zh="进程没了", en="the process is gone")

    job = jobs.start(work)
    assert begun.wait(60)
    job.cancel()
    go_on.set()
    assert outcome(job) == [("cancelled", None), ("ended", None)]


def test_checking_raises_only_after_cancel():
    from ui.jobs import Handle

    handle = Handle(lambda progress: None)
    handle.check()
    handle.cancel()
    with pytest.raises(Cancelled):
        handle.check()


@pytest.mark.parametrize(("share", "passed_s", "left_s"), [(0.5, 10.0, 10.0), (0.25, 10.0, 30.0), (0.01, 10.0, None), (0.5, 1.0, None)])
def test_the_time_left_follows_from_the_share_done(share, passed_s, left_s):
    clock = iter((100.0, 100.0 + passed_s))
    assert TimeLeft(lambda: next(clock)).seconds(share) == left_s
