"""Numbers and times as people write them."""

from __future__ import annotations

import re

from coach.model import Language

# Control characters and the marks that reverse the direction of text: they could repaint a terminal or hide words.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def clean(text: str) -> str:
    """Text from a call or a file, on one line, without control characters."""
    return _UNSAFE.sub(" ", text)


def file_name(path: str) -> str:
    """The last part of a path of any system: a report never shows the user's folders."""
    return clean(re.split(r"[\\/]", path)[-1])


def clock(time_s: float) -> str:
    """0:31, 12:05 or 1:02:03; parts of a second are cut off."""
    minutes, seconds = divmod(int(time_s), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def duration(length_s: float, language: Language) -> str:
    """1 min 42 s / 1 分 42 秒; hours when there are any, no seconds then."""
    minutes, seconds = divmod(round(length_s), 60)
    hours, minutes = divmod(minutes, 60)
    hour, minute, second = ("小时", "分", "秒") if language == "zh" else ("h", "min", "s")
    if hours:
        return f"{hours} {hour} {minutes} {minute}"
    return f"{minutes} {minute} {seconds} {second}" if minutes else f"{seconds} {second}"


def seconds(length_s: float, language: Language) -> str:
    """2.4 s / 2.4 秒."""
    return f"{length_s:.1f} {'秒' if language == 'zh' else 's'}"


def number(value: float) -> str:
    """At most one decimal, none when it is zero: 62.5, 70."""
    return f"{value:.1f}".removesuffix(".0")


def points(value: float) -> str:
    """At most two decimals: 3, 1.5, 0.25."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def percent(share: float) -> str:
    return f"{share * 100:.0f}%"


def size(size_bytes: int) -> str:
    """1.2 GB, 14.0 MB, 3.4 kB, 512 B."""
    for unit, step in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size_bytes >= step:
            return f"{size_bytes / step:.1f} {unit}"
    return f"{size_bytes} B"
