"""The report of a session: what it says, with and without names, in both languages."""

from __future__ import annotations

from datetime import datetime

import pytest

from coach.exercise import events as happened
from coach.exercise.marks import Mark
from coach.exercise.state import replay
from coach.session_report import grade, session_html
from tests.exercise.made import session, with_real_names
from tests.exercise.test_export import made

DAY = datetime(2026, 11, 26)


def test_it_says_who_played_what_was_seen_and_what_comes_of_it():
    html = session_html(made(), language="en", held_at=DAY, case_titles={"telecom-roaming": "A bill for roaming"})
    for words in ("Thursday", "2026-11-26", "Scene 1", "A bill for roaming", "Ask first.", "真不好意思", "0:12", "Diagnose", "Say I", "votes: 1", "Call back"):
        assert words in html
    assert "Scene 2" not in html  # it was not played
    assert html.index("Say I") < html.index("Feelings first")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_names(language):
    state = with_real_names(made())
    assert "王小" in session_html(state, language=language, held_at=DAY)
    hidden = session_html(state, language=language, held_at=DAY, with_names=False)
    assert "王小" not in hidden
    assert ("第 1 场" if language == "zh" else "Scene 1") in hidden


def test_what_people_write_is_only_words():
    state = replay((
        happened.Opened(at_s=0.0, session=session()),
        happened.StepBegun(at_s=0.0, step=1),
        happened.Marked(at_s=1.0, mark=Mark(uid="m", by="p8", scene=1, at_s=1.0, item="face", plus=False, words="<script>alert(1)</script>")),
    ))  # fmt: skip
    html = session_html(state, language="zh", held_at=DAY)
    assert "<script>" not in html
    assert "面部表情" in html


def test_five_words_for_a_grade():
    assert [grade(value).en for value in (-1.0, -0.5, 0.0, 0.5, 1.0)] == ["very weak", "weak", "middling", "good", "very good"]
