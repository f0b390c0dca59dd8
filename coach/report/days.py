"""Days as people name them."""

from __future__ import annotations

from datetime import date

from coach.model import Language

_WEEKDAYS = {
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def day_name(day: date, today: date, language: Language) -> str:
    """today / tomorrow / on Friday / on 3 March; 今天、明天、周五、3 月 3 日. With its year when that is another one."""
    days, zh = (day - today).days, language == "zh"
    if days in (0, 1):
        return (("今天", "明天") if zh else ("today", "tomorrow"))[days]
    if 1 < days < 7:
        weekday = _WEEKDAYS[language][day.weekday()]
        return weekday if zh else f"on {weekday}"
    named = f"{day.month} 月 {day.day} 日" if zh else f"on {day.day} {_MONTHS[day.month - 1]}"
    if day.year == today.year:
        return named
    return f"{day.year} 年 {named}" if zh else f"{named} {day.year}"
