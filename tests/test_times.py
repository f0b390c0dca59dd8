from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest

from coach.times import in_utc, local_minute, minute_here

NOON = datetime(2026, 3, 10, 12, 0, 30, 999, tzinfo=timezone(timedelta(hours=8)))


def test_a_moment_is_kept_in_utc_to_the_second():
    assert in_utc(NOON) == in_utc(NOON.astimezone(UTC)) == "2026-03-10T04:00:30+00:00"


def test_it_is_read_to_the_minute_in_its_own_zone():
    assert local_minute(NOON) == "2026-03-10 12:00"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="needs a time zone that a test can set")
def test_a_kept_moment_is_read_in_the_zone_of_the_machine(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Shanghai")
        time.tzset()
        here = minute_here(in_utc(NOON))
    time.tzset()
    assert here == "2026-03-10 12:00"
