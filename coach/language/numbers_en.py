"""Numbers as English speakers say them, so that "$18.40" counts as five words.

Only for counting words and syllables, never shown: where people differ ("a hundred and five", "one oh five")
one common reading is taken. Our own rules, since the library for it (inflect) takes 1.6 s to import.
"""

from __future__ import annotations

import re

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_MONTHS = "January February March April May June July August September October November December".split()
_MONEY = {  # sign: one and many of the unit and of its hundredth
    "$": ("dollar", "dollars", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "€": ("euro", "euros", "cent", "cents"),
    "¥": ("yuan", "yuan", "fen", "fen"),
}
_AMOUNTS = {"k": "thousand", "m": "million", "bn": "billion", "b": "billion"}
_LONGEST = 15  # digits read as one number
_IDENTIFIER = 7  # from so many digits without commas people read digit by digit

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_PATTERN = re.compile(  # each group's name has its reading in _READINGS
    rf"""
    (?P<money>[$£€¥]\s?{_NUMBER}(?:\s?(?:k|m|bn|b|thousand|million|billion|trillion)\b)?)
  | (?P<percent>{_NUMBER}\s?%)
  | (?P<iso_date>\b\d{{4}}-\d{{1,2}}-\d{{1,2}}\b)
  | (?P<date>\b\d{{1,2}}/\d{{1,2}}/\d{{2,4}}\b)
  | (?P<clock>\b\d{{1,2}}:[0-5]\d\b(?:\s?[ap]\.?m\b\.?)?)
  | (?P<years>\b(?:19|20)\d\d[-–](?:19|20)\d\d\b)
  | (?P<phone>\+\d{{1,3}}(?:[ -]\(?\d{{1,4}}\)?){{2,4}} | \(\d{{3}}\)\s?\d{{3,4}}[ -]\d{{3,4}}
           | \b(?:\d{{1,3}}-)?\d{{3,4}}(?:-\d{{3,4}}){{1,3}}\b | \b\d{{3}}[ ]\d{{3,4}}[ ]\d{{4}}\b)
  | (?P<range>{_NUMBER}[-–]{_NUMBER})
  | (?P<ordinal>\b\d+(?:st|nd|rd|th)\b)
  | (?P<decade>\b(?:\d\d)?\d0s\b)
  | (?P<fraction>\b\d{{1,4}}/\d{{1,4}}\b)
  | (?P<dotted>\d+(?:\.\d+){{2,}})
  | (?P<number>{_NUMBER})
    """,
    re.VERBOSE | re.IGNORECASE,
)


def numbers_in_words(text: str) -> str:
    """`text` with every number, date, time, sum of money and percentage written out; other words untouched."""
    return _PATTERN.sub(lambda match: f" {_READINGS[match.lastgroup](match[0])} ", text)


def cardinal(number: int) -> str:
    """0 <= number < 10**15 in words, British "and": 105 is "one hundred and five"."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{_ONES[hundreds]} hundred" + (f" and {cardinal(rest)}" if rest else "")
    size, name = next((size, name) for size, name in _SCALES if number >= size)
    many, rest = divmod(number, size)
    joint = " and " if 0 < rest < 100 else " "
    return f"{cardinal(many)} {name}" + (f"{joint}{cardinal(rest)}" if rest else "")


def _number(number: str) -> str:
    """A number as written: commas and one decimal point allowed."""
    whole, _, decimals = number.partition(".")
    if "," in whole:
        value = whole.replace(",", "")
        words = cardinal(int(value)) if len(value) <= _LONGEST else _digit_by_digit(value)
    else:
        words = _whole(whole) if not decimals or len(whole) > _LONGEST else cardinal(int(whole))
    return f"{words} point {_digit_by_digit(decimals)}" if decimals else words


def _whole(digits: str) -> str:
    """Digits without commas: a year, an identifier or a plain number, by their form."""
    identifier = len(digits) >= _IDENTIFIER and not digits.endswith("0000")
    if identifier or len(digits) > _LONGEST or (digits[0] == "0" and len(digits) > 1):
        return _digit_by_digit(digits)
    number = int(digits)
    if 1100 <= number < 2000 or 2010 <= number < 2100:
        return _in_pairs(number)
    return cardinal(number)


def _in_pairs(year: int) -> str:
    century, rest = divmod(year, 100)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"


def _digit_by_digit(said: str) -> str:
    return " ".join(_ONES[int(digit)] for digit in re.findall(r"\d", said))


def _money(said: str) -> str:
    one, many, one_cent, cents = _MONEY[said[0]]
    number, scale = re.fullmatch(r"([\d,.]+)\s?(\w*)", said[1:].strip()).groups()
    if scale:
        return f"{_number(number)} {_AMOUNTS.get(scale.lower(), scale)} {many}"
    whole, _, decimals = number.partition(".")
    value = int(whole.replace(",", "")) if len(whole) <= _LONGEST else None
    small = int(decimals.ljust(2, "0")) if 0 < len(decimals) <= 2 else 0
    if value is None or len(decimals) > 2:
        return f"{_number(number)} {many}"
    parts = []
    if value or not small:
        parts.append(f"{cardinal(value)} {one if value == 1 else many}")
    if small:
        parts.append(f"{cardinal(small)} {one_cent if small == 1 else cents}")
    return " and ".join(parts)


def _percent(said: str) -> str:
    return f"{_number(said.rstrip('% '))} percent"


def _range(said: str) -> str:
    low, high = re.split("[-–]", said)
    return f"{_number(low)} to {_number(high)}"


def _phone(said: str) -> str:
    groups = re.findall(r"\d+", said)
    if sum(map(len, groups)) >= _IDENTIFIER:
        return _digit_by_digit(said)
    return " to ".join(map(_whole, groups))


def _iso_date(said: str) -> str:
    year, month, day = said.split("-")
    return _spoken_date(month, day, year)


def _date(said: str) -> str:
    return _spoken_date(*said.split("/"))


def _spoken_date(month: str, day: str, year: str) -> str:
    if int(month) > 12:
        month, day = day, month
    name = _MONTHS[int(month) - 1] if 1 <= int(month) <= 12 else _whole(month)
    return f"{name} {_ordinal_of(cardinal(int(day)))} {_whole(year)}"


def _clock(said: str) -> str:
    hour, minute, half = re.fullmatch(r"(\d+):(\d+)\s*(\D*)", said).groups()
    hours, minutes = cardinal(int(hour)), cardinal(int(minute))
    half = half.replace(".", "").upper()
    if minute == "00":
        return f"{hours} {half}" if half else f"{hours} o'clock"
    return f"{hours} {'oh ' if minute[0] == '0' else ''}{minutes} {half}"


def _ordinal(said: str) -> str:
    return _ordinal_of(_whole(said[:-2]))


def _ordinal_of(words: str) -> str:
    start, last = re.fullmatch(r"(.*?)(\w+)", words).groups()
    if last.endswith("y"):
        return f"{start}{last[:-1]}ieth"
    return start + _ORDINALS.get(last, f"{last}th")


def _decade(said: str) -> str:
    return re.sub("y$", "ie", _whole(said[:-1])) + "s"


def _fraction(said: str) -> str:
    top, bottom = said.split("/")
    if said == "1/2":
        return "one half"
    if int(top) < int(bottom) <= 100:
        part = "quarter" if bottom == "4" else _ordinal_of(cardinal(int(bottom)))
        return f"{_whole(top)} {part}{'' if top == '1' else 's'}"
    return f"{_whole(top)} {_whole(bottom)}"


def _dotted(said: str) -> str:
    return " point ".join(map(_whole, said.split(".")))


_READINGS = {
    "money": _money,
    "percent": _percent,
    "iso_date": _iso_date,
    "date": _date,
    "clock": _clock,
    "years": _range,
    "phone": _phone,
    "range": _range,
    "ordinal": _ordinal,
    "decade": _decade,
    "fraction": _fraction,
    "dotted": _dotted,
    "number": _number,
}
