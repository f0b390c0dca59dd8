"""Numbers as Mandarin speakers say them, so that 2017年3月 counts as 二零一七年三月, seven characters.

Only for counting characters, never shown: where people differ (二 or 两, 一百五 or 一百五十) one common
reading is taken.
"""

from __future__ import annotations

import re

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿", "万亿")
_LONGEST = 15  # digits read as one number
_IDENTIFIER = 7  # from so many digits without commas people read digit by digit
_MONEY = {"$": "美元", "¥": "元", "€": "欧元", "£": "英镑"}

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_PATTERN = re.compile(  # each group's name has its reading in _READINGS
    rf"""
    (?P<money>[$¥€£]\s?{_NUMBER}(?:\s?[万亿千百]+)?)
  | (?P<percent>{_NUMBER}\s?%)
  | (?P<date>(?<!\d)\d{{4}}(?P<joint>[-/.])\d{{1,2}}(?P=joint)\d{{1,2}}(?!\d))
  | (?P<year>(?<!\d)(?:19|20)\d\d(?=\s?年))
  | (?P<clock>(?<!\d)\d{{1,2}}:[0-5]\d(?!\d))
  | (?P<phone>(?<!\d)\+?\d{{1,4}}(?:-\d{{3,8}}){{1,4}}(?!\d))
  | (?P<range>{_NUMBER}[-–~]{_NUMBER})
  | (?P<fraction>(?<!\d)\d{{1,4}}/\d{{1,4}}(?!\d))
  | (?P<number>{_NUMBER})
    """,
    re.VERBOSE,
)


def numbers_in_characters(text: str) -> str:
    """`text` with every number, date, time, sum of money and percentage written out; the rest untouched."""
    return _PATTERN.sub(lambda match: _READINGS[match.lastgroup](match[0]), text)


def cardinal(number: int) -> str:
    """0 <= number < 10**15 in Chinese characters: 105 is 一百零五, 15 is 十五, 10010 is 一万零一十."""
    if number == 0:
        return "零"
    said = ""
    zero_between = False
    for index, group in reversed(list(enumerate(_groups_of_four(number)))):
        if group == 0:
            zero_between = bool(said)
            continue
        if said and (zero_between or group < 1000):
            said += "零"
        said += _below_ten_thousand(group) + _GROUPS[index]
        zero_between = False
    return said.removeprefix("一") if said.startswith("一十") else said


def _groups_of_four(number: int) -> list[int]:
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    return groups


def _below_ten_thousand(number: int) -> str:
    said = ""
    zero_between = False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit == 0:
            zero_between = bool(said)
        else:
            said += ("零" if zero_between else "") + _DIGITS[digit] + _UNITS[place]
            zero_between = False
    return said


def _digit_by_digit(said: str) -> str:
    return "".join(_DIGITS[int(digit)] for digit in re.findall(r"\d", said))


def _number(said: str) -> str:
    whole, _, decimals = said.partition(".")
    digits = whole.replace(",", "")
    identifier = len(digits) >= _IDENTIFIER and "," not in whole and not digits.endswith("0000")
    if identifier or len(digits) > _LONGEST or (digits[0] == "0" and len(digits) > 1):
        words = _digit_by_digit(digits)
    else:
        words = cardinal(int(digits))
    return f"{words}点{_digit_by_digit(decimals)}" if decimals else words


def _money(said: str) -> str:
    number, scale = re.fullmatch(r"([\d,.]+)\s?(\D*)", said[1:].strip()).groups()
    whole, _, decimals = number.partition(".")
    decimals = decimals.rstrip("0")  # 18.40 is 十八点四
    return _number(f"{whole}.{decimals}" if decimals else whole) + scale + _MONEY[said[0]]


def _percent(said: str) -> str:
    return "百分之" + _number(said.rstrip("% "))


def _date(said: str) -> str:
    year, month, day = re.findall(r"\d+", said)
    return f"{_digit_by_digit(year)}年{cardinal(int(month))}月{cardinal(int(day))}日"


def _clock(said: str) -> str:
    hour, minute = map(int, said.split(":"))
    if minute == 0:
        return f"{cardinal(hour)}点"
    return f"{cardinal(hour)}点{'零' if minute < 10 else ''}{cardinal(minute)}分"


def _phone(said: str) -> str:
    groups = re.findall(r"\d+", said)
    if sum(map(len, groups)) >= _IDENTIFIER:
        return _digit_by_digit(said)
    return "到".join(map(_number, groups))


def _range(said: str) -> str:
    low, high = re.split("[-–~]", said)
    return f"{_number(low)}到{_number(high)}"


def _fraction(said: str) -> str:
    top, bottom = said.split("/")
    return f"{_number(bottom)}分之{_number(top)}"


_READINGS = {
    "money": _money,
    "percent": _percent,
    "date": _date,
    "year": _digit_by_digit,
    "clock": _clock,
    "phone": _phone,
    "range": _range,
    "fraction": _fraction,
    "number": _number,
}
