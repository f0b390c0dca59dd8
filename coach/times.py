"""Moments as the program keeps them, in UTC to the second, and as people read them, here and to the minute."""

from __future__ import annotations

from datetime import UTC, datetime


def in_utc(time: datetime) -> str:
    """2026-03-10T04:00:00+00:00 (ISO 8601): all in one form, so that they sort as texts."""
    return time.astimezone(UTC).isoformat(timespec="seconds")


def local_minute(time: datetime) -> str:
    """2026-03-10 12:00, in the time zone that the time has."""
    return time.strftime("%Y-%m-%d %H:%M")


def minute_here(moment: str) -> str:
    """A moment that `in_utc` wrote, in this machine's time zone."""
    return local_minute(datetime.fromisoformat(moment).astimezone())
