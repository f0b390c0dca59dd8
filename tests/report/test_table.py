"""CSV that a spreadsheet never computes."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.report.table import harmless, table

CELL = st.one_of(st.text(max_size=30), st.integers(-1000, 1000), st.floats(-1e6, 1e6), st.none())


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_rows_come_back_and_numbers_stay_numbers():
    content = table(["名字", "score"], [("小林, \"A\"\n第二行", -1.5), (None, 3)])
    assert content.startswith(b"\xef\xbb\xbf")
    assert read(content) == [["名字", "score"], ['小林, "A"\n第二行', "-1.5"], ["", "3"]]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "\u3000＋1", '=HYPERLINK("http://x","y")', "\x00=1", "\x07\x07@x"]
)
def test_a_formula_becomes_a_text(text):
    assert harmless(text).startswith("'")


@pytest.mark.parametrize("text", ["", "a=b", "您好", "3 - 2", "a@b.c", "'=1"])
def test_other_texts_are_left_alone(text):
    assert harmless(text) == text


@settings(deadline=None)
@given(rows=st.lists(st.tuples(CELL, CELL, CELL), max_size=5))
def test_no_cell_of_any_table_begins_like_a_formula(rows):
    content = table(["a", "b", "c"], rows)
    back = read(content)
    assert len(back) == len(rows) + 1
    for row, cells in zip(rows, back[1:], strict=True):
        for value, cell in zip(row, cells, strict=True):
            if isinstance(value, str):
                assert not cell.lstrip(" \u3000\u00a0").startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
