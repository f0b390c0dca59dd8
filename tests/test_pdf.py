"""The report as PDF, printed by Qt with the system's fonts."""

from __future__ import annotations

import os
import re

import pytest

from coach.errors import UserError
from coach.pdf import pdf_report
from coach.report.paper import paper_html
from tests.report.sample import LIVELINESS, hostile, long_call, minimal, sample


def pages(content: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", content))


def letters(content: bytes) -> set[str]:
    """The characters that a reader can copy out: those of the fonts' tables to Unicode."""
    tables = re.findall(rb"begincmap.*?endcmap", content, re.DOTALL)
    return {chr(int(code, 16)) for table in tables for code in re.findall(rb"<([0-9A-F]{4})>", table)}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_scorecard_becomes_pages_with_their_fonts_inside(language):
    content = pdf_report(sample(language), language=language, liveliness={"rep": LIVELINESS})
    assert content.startswith(b"%PDF-1.")
    assert content.rstrip().endswith(b"%%EOF")
    assert 2 <= pages(content) <= 12
    assert b"/FontFile" in content
    assert len(content) < 2_000_000
    assert set("红牌教练客户" if language == "zh" else "RedCardCoach") <= letters(content)


def test_chinese_is_copied_as_it_was_written_and_not_as_radicals_that_look_the_same():
    """Else a reader's search for 客户 finds nothing: 户 and the radical ⼾ have one shape."""
    found = letters(pdf_report(sample("zh"), language="zh"))
    assert not {letter for letter in found if "\u2e80" <= letter <= "\u2fdf"}
    assert set("户黄网方里") <= found


def test_a_long_call_goes_on_over_many_pages():
    assert pages(pdf_report(long_call(20), language="en")) > pages(pdf_report(minimal(), language="en")) >= 1


def test_nothing_of_a_call_is_markup_or_a_path():
    html = paper_html(hostile(), language="en")
    assert "<img" not in html and "<svg" not in html and "<script" not in html
    assert "secret-user" not in html
    assert pdf_report(hostile(), language="en").startswith(b"%PDF")


def test_without_a_score_it_says_why():
    html = paper_html(minimal(), language="zh")
    assert "没有评分" in html


def test_a_qt_that_cannot_start_is_said_in_a_sentence(tmp_path, monkeypatch):
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").write_text("raise ImportError('libEGL.so.1: cannot open shared object file')")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]))
    with pytest.raises(UserError, match="libEGL"):
        pdf_report(minimal(), language="en")
