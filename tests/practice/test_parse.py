"""A case file's mistakes: all of them at once, each with its line, its field and what was probably meant."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import UserError
from coach.practice.format import Case, all_lines
from coach.practice.parse import MAX_BYTES, parse_case
from tests.practice.sample import CASE


def mistakes(text: str, language: str = "en") -> list[str]:
    with pytest.raises(UserError) as caught:
        parse_case(text.encode(), "mine.toml")
    assert len(caught.value.in_("zh").splitlines()) == len(caught.value.in_("en").splitlines())
    return caught.value.in_(language).splitlines()


def line_of(words: str, text: str = CASE) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_a_good_file():
    case = parse_case(CASE.encode(), "mine.toml")
    assert (case.id, case.temper, case.style, case.rubric) == ("mine", "annoyed", "driving", "calming")
    assert case.languages == ("en",)
    assert case.lines.diagnose.calm.in_("en") == ("It just stopped.", "There was a click.")
    assert case.answers[0].asked.in_("en") == ("order", "order number")
    lines = dict(all_lines(case, "en"))
    assert lines["diagnose.annoyed.2"] == "Why do you need to know?"
    assert lines["answer.1.1"] == "It's 4711."
    assert lines["commanding.1"] == "Don't order me about!"
    assert list(all_lines(case, "zh")) == []


def test_all_mistakes_are_told_in_the_order_of_the_file():
    text = CASE.replace("temper =", "tempr =").replace('style = "driving"', 'style = "drivng"').replace("told.en", "told.em")
    text = text.replace("I said: {line}", "I said it.")
    assert mistakes(text) == [
        "mine.toml:1: temper: is missing",
        f"mine.toml:{line_of('tempr', text)}: tempr: there is no such field (did you mean temper?)",
        f"mine.toml:{line_of('style', text)}: style: there is no “drivng” (did you mean driving?)",
        f"mine.toml:{line_of('I said it', text)}: again.en[1]: needs {{line}} exactly once",
        f"mine.toml:{line_of('told.em', text)}: answers[3].told.em: there is no such field (there are zh, en)",
    ]
    text = CASE.replace('say.en = ["Which number?"]', "say.en = []")
    assert mistakes(text) == [
        f"mine.toml:{line_of('say.en = []', text)}: answers[2].say: has nothing in English",
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('id = "mine"', 'id = "yours"', "1: id: “yours” should be the file's name, “mine”"),
        ('calm.en = ["That would do."]', 'clam.en = ["That would do."]', "lines.find_solution.clam: there is no such field (did you mean calm?)"),
        ('calm.en = ["No, that was all."]', "", "lines.follow_up: has nothing in English"),
        ('facts.en = ["A new one is in stock."]', "facts.en = []", "facts: has nothing in English"),
        ("[vent]\nen", "[vent]\nzh", "vent: has nothing in English"),
        ('"And it was a present!"', '"I saved up for it."', "vent.en[2]: “I saved up for it.” is there twice"),
        ('"And it was a present!"', '"  "', "vent.en[2]: must not be empty"),
        ('"And it was a present!"', r'"one\u001b[2Jtwo"', "vent.en[2]: must be one line without invisible characters"),
        ('"And it was a present!"', '"' + "x" * 401 + '"', "vent.en[2]: should be text in quotes of 1 to 400 characters"),
        ('told.en = ["new one"]\n', "", "answers[3].asked: has nothing in English"),
        ('temper = "annoyed"', "temper = 3", "temper: there is no “3”"),
        ('rubric = "calming"', 'rubric = "../../x"', "rubric: should be a name of lower-case letters"),
        ('en = "Mine" }', 'en = "" }', "title.en: must not be empty"),
        ("version = 1", "version = 0", "version: should be a whole number from 1"),
    ],
)
def test_one_mistake(old, new, told):
    assert CASE.count(old) == 1
    assert any(told in line for line in mistakes(CASE.replace(old, new)))


def test_a_language_begun_must_be_complete():
    text = CASE.replace('en = ["And what about', 'zh = ["那我的水壶呢？"]\nen = ["And what about')
    told = mistakes(text, "zh")
    assert len(told) == 10  # six stages, the ending, venting, again, the facts
    assert all(line.endswith("一句中文也没有") for line in told)


HIDDEN = """
[hidden]
goal = { zh = "要新的", en = "A new one" }
calms.en = ["Being believed"]
angers.en = ["Being doubted"]
if_asked.en = ["It was a present"]
"""


def test_what_only_the_one_who_plays_the_customer_knows():
    assert parse_case(CASE.encode(), "mine.toml").hidden is None
    case = parse_case((CASE + HIDDEN).encode(), "mine.toml")
    assert case.hidden.goal.zh == "要新的"
    assert case.hidden.if_asked.in_("en") == ("It was a present",)
    assert "It was a present" not in dict(all_lines(case, "en")).values()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('angers.en = ["Being doubted"]\n', "", "hidden.angers: is missing"),
        ('angers.en = ["Being doubted"]', "angers.en = []", "hidden.angers: has nothing in English"),
        ("if_asked.en", "ifasked.en", "hidden.ifasked: there is no such field (did you mean if_asked?)"),
        ('"Being believed"', '" "', "hidden.calms.en[1]: must not be empty"),
    ],
)
def test_a_mistake_in_the_hidden_part(old, new, told):
    assert any(told in line for line in mistakes(CASE + HIDDEN.replace(old, new)))


def test_no_toml_and_too_large():
    assert mistakes("id = “mine”\n")[0].startswith("mine.toml:1: this is not valid TOML")
    with pytest.raises(UserError, match="larger than 200 kB"):
        parse_case(b"#" * (MAX_BYTES + 1), "mine.toml")
    with pytest.raises(UserError, match="not in UTF-8"):
        parse_case(CASE.encode("utf-16"), "mine.toml")


PIECES = st.sampled_from(
    [line + "\n" for line in CASE.splitlines()] + ["[[answers]]\n", "[hidden]\n", "hidden = 1\n", "calms.en = 2\n", "answers = 3\n", "[lines]\n", "lines = []\n", "vent = 1\n", "facts = {}\n", "answers = [1, {}]\n"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60) | st.binary(max_size=60).map(lambda b: b.decode("latin-1")))
def test_whatever_is_in_the_file_it_is_a_case_or_a_sentence(text):
    try:
        case = parse_case(text.encode(), "mine.toml")
    except UserError as error:
        assert error.in_("en").startswith("mine.toml")
        assert error.in_("zh").startswith("mine.toml")
    else:
        assert isinstance(case, Case)
        assert tomllib.loads(text)["id"] == "mine"
