"""The survey, the do and don't list, the red cards that are seen, the score sheet: as they ship and as a trainer edits them."""

from __future__ import annotations

import pytest

from coach.errors import UserError
from coach.exercise.marks import NON_VERBAL
from coach.exercise.papers import MAX_BYTES, MOMENTS, DoDont, MotSheet, NonVerbal, Survey, load_sheet, parse_sheet
from coach.paths import data_folder

SURVEY = """title = { zh = "调查", en = "Survey" }
about = { zh = "我们的", en = "Ours" }
minutes = 5
[[items]]
statement = { zh = "对吗", en = "Right?" }
is_true = true
why = { zh = "因为", en = "Because" }
"""


def test_the_bundled_ones():
    survey = load_sheet(Survey)
    assert 10 <= len(survey.items) <= 12
    assert 3 <= sum(item.is_true for item in survey.items) <= len(survey.items) - 3  # no guessing by always saying the same
    assert "本程序" in survey.about.zh and "ours" in survey.about.en
    assert [sign.kind for sign in load_sheet(NonVerbal).signs] == list(NON_VERBAL)
    assert all(sign.looks_like.zh and sign.looks_like.en for sign in load_sheet(NonVerbal).signs)
    assert (len(load_sheet(DoDont).do), len(load_sheet(DoDont).dont)) == (10, 11)
    assert {row.moment for row in load_sheet(MotSheet).rows} == set(MOMENTS)
    assert "ours" in load_sheet(MotSheet).about.en


def test_a_trainers_own_comes_first_and_its_mistakes_are_told():
    own = data_folder() / "exercise" / "attitude-survey.toml"
    own.parent.mkdir()
    own.write_text(SURVEY, "utf-8")
    assert load_sheet(Survey).title.en == "Survey"
    own.write_text(SURVEY.replace("is_true", "istrue"), "utf-8")
    with pytest.raises(UserError, match=r"attitude-survey.toml:6: items\[1\].istrue: there is no such field .did you mean is_true"):
        load_sheet(Survey)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SURVEY.replace("= true", '= "yes"'), "should be true or false"),
        (SURVEY.replace("minutes = 5", "minutes = 0"), "from 1"),
        (SURVEY.replace('en = "Because"', 'en = " "'), "why.en: must not be empty"),
        (SURVEY[: SURVEY.index("[[items]]")], "items: is missing"),
        ("title = ", "not valid TOML"),
        ("#" * (MAX_BYTES + 1), "larger than 100 kB"),
    ],
)
def test_one_mistake(text, told):
    with pytest.raises(UserError) as caught:
        parse_sheet(text.encode(), Survey, "s.toml")
    assert told in caught.value.in_("en")
    assert caught.value.in_("zh").startswith("s.toml")
