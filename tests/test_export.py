"""Exports, by the file's ending."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import UserError
from coach.export import ENDINGS, checked_ending, exported
from coach.report.json import from_json
from tests.report.sample import sample


def test_the_ending_says_what_it_is_in_any_case():
    assert checked_ending(Path("a.b/Call.SRT")) == ".srt"


@pytest.mark.parametrize("name", ["call", "call.docx", "pdf"])
def test_another_ending_is_refused_and_the_right_ones_are_named(name):
    with pytest.raises(UserError, match=r"\.html, \.pdf"):
        checked_ending(Path(name))


def test_the_words_are_in_the_language_that_is_asked_for():
    zh, en = (exported(".html", sample("en"), title="The router", language=language).decode() for language in ("zh", "en"))
    assert "评分卡" in zh
    assert "评分卡" not in en
    assert "The router" in zh
    assert from_json(exported(".json", sample("en"), title=None, language="zh")) == sample("en")
    assert set(ENDINGS) >= {".pdf", ".csv", ".srt", ".vtt"}
