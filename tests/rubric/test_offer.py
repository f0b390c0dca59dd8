"""A person's word on a finding as TOML that a rubric takes."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from coach.rubric.offer import as_example, table
from coach.rubric.parse import parse_rubric
from tests.rubric.cards import found, scored

EN = ("rep: What is it?", "customer: My phone is dead again!", "rep: One moment. Calm down, you have to wait. Thanks.", "customer: Why?", "rep: Bye.")
ZH = ("客服：什么事？", "客户：手机又坏了，气死我了！", "客服：稍等。你必须等，别吵。谢谢。", "客户：为什么？", "客服：再见。")


@pytest.mark.parametrize(("lines", "language", "sentence"), [(EN, "en", "Calm down, you have to wait."), (ZH, "zh", "你必须等，别吵。")])
def test_the_sentence_of_a_card_is_an_example_or_a_counter_example(tmp_path, lines, language, sentence):
    card = scored(tmp_path, *lines)
    finding = found(card, "red_card", "commanding")
    for right, key in ((True, "examples"), (False, "counter_examples")):
        text = as_example(card, finding, right=right, language=language)
        assert text.startswith("# ")
        assert tomllib.loads(text)["marks"] == [{"id": "commanding", key: {language: [sentence]}}]


def test_a_rubric_takes_it(tmp_path):
    card = scored(tmp_path, *EN)
    text = as_example(card, found(card, "red_card", "commanding"), right=False, language="zh")
    bundled = files("rubrics").joinpath("telephone-basics.toml").read_text(encoding="utf-8")
    own = parse_rubric(f"{bundled}\n{text}".encode(), "telephone-basics.toml")
    assert any(mark.id == "commanding" and mark.counter_examples.en for mark in own.marks)


def test_a_missed_skill_that_was_there_is_an_example_and_one_rightly_missed_is_none(tmp_path):
    card = scored(tmp_path, *EN)
    finding = found(card, "missed", "empathy")
    assert "\nexamples.en" in as_example(card, finding, right=False, language="en")
    assert as_example(card, finding, right=True, language="en") is None


def test_quotes_and_backslashes_are_safe():
    odd = 'He said "no\\yes" 😀\x7f'
    made = tomllib.loads(table("not_humble", odd, there=True, number=1, spoken="en", language="en"))
    assert made["marks"][0]["examples"]["en"] == [odd.replace("\x7f", "")]
