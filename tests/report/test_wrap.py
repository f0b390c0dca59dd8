import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from coach.report.wrap import wrap_cells


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("我能理解您的难处。", 8, ["我能理解", "您的难", "处。"]),
        ("他说“好的”，再见", 10, ["他说“好", "的”，再见"]),
        ("套餐ABC升级", 7, ["套餐ABC", "升级"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("  spaced   out  ", 20, [" spaced out"]),
    ],
)
def test_known_lines(text, width, lines):
    assert wrap_cells(text, width) == lines


@given(st.text(alphabet="ab ,.!我你好，。“”（） ", max_size=60), st.integers(min_value=2, max_value=20))
def test_nothing_is_lost_and_no_line_is_too_wide(text, width):
    lines = wrap_cells(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)
