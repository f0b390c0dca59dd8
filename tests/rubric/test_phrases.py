"""The phrase files: they load, use known marks and parts, and cannot hang."""

from __future__ import annotations

import re
import time
import tomllib
from importlib.resources import files

import pytest

from coach.model import LABELS
from coach.rubric.phrases import HIDDEN_MARKS, MARKS, find_all, find_marks
from coach.rubric.plain import plain

LANGUAGES = ("zh", "en")


def written(language: str) -> dict:
    return tomllib.loads(files("rubrics").joinpath("phrases", f"{language}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mark_has_rules(language):
    assert {rule["mark"] for rule in written(language)["rule"]} == set(MARKS)
    assert set(LABELS) | set(HIDDEN_MARKS) | {"upset"} == set(MARKS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_parts_are_used_and_known(language):
    data = written(language)
    patterns = [one for rule in data["rule"] for key in ("any", "unless", "unless_asked") for one in rule.get(key, ())]
    used = set(re.findall(r"\{([a-z_]+)\}", " ".join([*patterns, *data["parts"].values()])))
    assert used == set(data["parts"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_patterns_repeat_words_only_so_often(language):
    """An open repetition in the middle of a pattern makes a long text slow: {2,} and .* are not allowed."""
    data = written(language)
    patterns = [one for rule in data["rule"] for key in ("any", "unless", "unless_asked") for one in rule.get(key, ())]
    assert [one for one in [*patterns, *data["parts"].values()] if re.search(r"\{\d+,\}|\.[*+]", one)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "unit", ["我来帮你给你", "嗯对", "你心里真的很", "一二三四", "so ", "you just have to ", "that must be so very "]
)
def test_a_long_turn_takes_time_in_proportion_to_its_length(language, unit):
    text = plain((unit * 40_000)[:40_000])
    start = time.process_time()
    for speaker in ("rep", "customer"):
        find_marks(text, language=language, speaker=speaker, first=False, asked=None)
    for mark in ("promise", "time", "listening"):
        find_all(mark, text, language=language)
    assert time.process_time() - start < 3  # quadratic ones took 20 s


def test_nothing_in_an_empty_text():
    assert find_marks(plain(""), language="en", speaker="rep", first=True, asked=None) == []
    assert find_all("time", plain(""), language="zh") == []
