import time

import pytest

from coach.language.numbers_zh import numbers_in_characters


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("2017年3月", "二零一七年三月"),
        ("15年", "十五年"),
        ("15米", "十五米"),
        ("3.5%", "百分之三点五"),
        ("13812345678", "一三八一二三四五六七八"),
        ("400-820-8820", "四零零八二零八八二零"),
        ("0755-1234567", "零七五五一二三四五六七"),
        ("10", "十"),
        ("105", "一百零五"),
        ("110", "一百一十"),
        ("1010", "一千零一十"),
        ("10010", "一万零一十"),
        ("20008", "二万零八"),
        ("12345", "一万二千三百四十五"),
        ("100000", "十万"),
        ("1000000", "一百万"),
        ("1,234,567", "一百二十三万四千五百六十七"),
        ("100,010,001", "一亿零一万零一"),
        ("100万", "一百万"),
        ("$18.40", "十八点四美元"),
        ("¥3.5万", "三点五万元"),
        ("3:30", "三点三十分"),
        ("3:05", "三点零五分"),
        ("12:00", "十二点"),
        ("1/2", "二分之一"),
        ("5-10天", "五到十天"),
        ("2024-03-05", "二零二四年三月五日"),
        ("007", "零零七"),
        ("0.5", "零点五"),
        ("5G", "五G"),
        ("", ""),
        ("没有数字", "没有数字"),
    ],
)
def test_numbers_as_they_are_said(written: str, spoken: str) -> None:
    assert numbers_in_characters(written) == spoken


def test_hostile_numbers_take_linear_time() -> None:
    began = time.perf_counter()
    for piece in ("1", "1,", "1.", "1-", "1 ", "1,111", "$1"):
        assert numbers_in_characters(piece * 20_000)
    assert time.perf_counter() - began < 10
