"""The clock of a step: right after pauses, sleep and a crash."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.exercise.clock import Clock, Run, signals_between

CLOCK = Clock(planned_s=480.0)


def test_a_pause_does_not_count_and_a_sleep_does():
    clock = CLOCK.started(1000.0).paused(1100.0).started(1500.0)
    assert clock.left_s(1560.0) == 480.0 - 160.0
    assert clock.left_s(9000.0) < 0  # the lid was shut for two hours
    assert clock.elapsed_s(1050.0) == 50.0  # a mark that arrived late
    assert clock.elapsed_s(1300.0) == 100.0


def test_a_minute_more_and_an_early_end():
    clock = CLOCK.started(0.0).with_more(60.0)
    assert clock.left_s(480.0) == 60.0
    ended = clock.ended(300.0)
    assert (ended.is_running, ended.is_over, ended.elapsed_s(1e9)) == (False, True, 300.0)
    assert ended.started(400.0) == ended
    assert CLOCK.with_more(-1000.0).planned_s == 0.0
    assert CLOCK.paused(5.0) == CLOCK
    assert clock.started(50.0) == clock


def test_each_signal_comes_once_and_after_a_sleep_the_last_alone():
    clock = CLOCK.started(0.0)
    ticks = [tick / 4 for tick in range(0, 2000)]
    given_at = [(signal, now) for before, now in zip(ticks, ticks[1:], strict=False) for signal in signals_between(clock, before, now)]
    assert given_at == [("two_minutes", 360.0), ("thirty_seconds", 450.0), ("over", 480.0)]
    assert signals_between(clock, 100.0, 500.0) == ("over",)
    assert signals_between(CLOCK, 0.0, 500.0) == ()  # it stands
    short = Clock(planned_s=60.0).started(0.0)
    assert signals_between(short, 0.0, 29.0) == ()
    assert signals_between(short, 29.0, 31.0) == ("thirty_seconds",)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["start", "pause"]), st.floats(0, 100)), max_size=12))
def test_it_never_runs_backwards_nor_faster_than_time(steps):
    clock, now = CLOCK, 0.0
    for what, later in steps:
        now += later
        clock = clock.started(now) if what == "start" else clock.paused(now)
    times = [now * share / 10 for share in range(11)] + [now + 50.0]
    elapsed = [clock.elapsed_s(time) for time in times]
    for (a, b), (x, y) in zip(zip(elapsed, elapsed[1:], strict=False), zip(times, times[1:], strict=False), strict=True):
        assert -1e-9 <= b - a <= y - x + 1e-6


def test_when_it_had_run_so_long():
    clock = Clock(planned_s=60.0, runs=(Run(10.0, 20.0), Run(100.0, 130.0)))
    assert [clock.time_at(elapsed_s) for elapsed_s in (0.0, 10.0, 11.0, 40.0, 99.0)] == [10.0, 20.0, 101.0, 130.0, 130.0]
    assert all(clock.elapsed_s(clock.time_at(elapsed_s)) == elapsed_s for elapsed_s in (0.0, 10.0, 11.0, 40.0))
    assert Clock(planned_s=60.0).time_at(5.0) is None
    assert Clock(planned_s=60.0, runs=(Run(10.0),)).time_at(500.0) == 510.0
