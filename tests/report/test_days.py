"""Days by the names that people give them."""

from __future__ import annotations

from datetime import date

import pytest

from coach.report.days import day_name

THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        (date(2026, 11, 26), "今天", "today"),
        (date(2026, 11, 27), "明天", "tomorrow"),
        (date(2026, 11, 28), "周六", "on Saturday"),
        (date(2026, 12, 2), "周三", "on Wednesday"),
        (date(2026, 12, 3), "12 月 3 日", "on 3 December"),
        (date(2027, 1, 5), "2027 年 1 月 5 日", "on 5 January 2027"),
        (date(2026, 11, 25), "11 月 25 日", "on 25 November"),
    ],
)
def test_a_day(day, zh, en):
    assert (day_name(day, THURSDAY, "zh"), day_name(day, THURSDAY, "en")) == (zh, en)
