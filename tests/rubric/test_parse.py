"""A rubric file's mistakes: all of them at once, each with its line, its field and what was probably meant."""

from __future__ import annotations

import json
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import UserError
from coach.rubric.format import KINDS, Rubric, Sentences
from coach.rubric.parse import parse_rubric
from tests.rubric.written import PROMISE_KEPT, UPSET, WITH_OWN_MARK

GOOD = f"{WITH_OWN_MARK}\n{PROMISE_KEPT}\n{UPSET}"


def mistakes(text: str, language: str = "en") -> list[str]:
    with pytest.raises(UserError) as caught:
        parse_rubric(text.encode(), "mine.toml")
    assert len(caught.value.in_("zh").splitlines()) == len(caught.value.in_("en").splitlines())
    return caught.value.in_(language).splitlines()


def test_a_good_file():
    rubric = parse_rubric(GOOD.encode(), "mine.toml")
    own, upset = rubric.marks
    assert (own.id, own.title.en, own.speaker, own.place) == ("promise_kept", "A promise kept", "rep", "anywhere")
    assert own.examples.in_("zh") == ("答应您的我已经办好了",)
    assert own.unless.in_("en") == ()
    assert (upset.speaker, upset.title, upset.phrases) == ("customer", None, Sentences(en=("fed up",)))
    assert {mark.rubric for mark in rubric.marks} == {"mine"}
    assert rubric.criteria[0].points == 5.0
    assert isinstance(rubric.criteria[0].points, float)
    assert parse_rubric(("\ufeff" + GOOD).encode(), "mine.toml").marks == rubric.marks


def test_all_mistakes_at_once_in_the_order_of_the_file():
    text = GOOD.replace("version = 2", 'version = "two"\ncolour = "red"').replace('about = { zh = "说明", en = "About" }\n', "")
    text = text.replace('kind = "present"', 'kind = "presnt"').replace('speaker = "customer"', "speaker = 1")
    assert mistakes(text) == [
        "mine.toml:1: about: is missing",
        "mine.toml:2: version: should be a whole number from 1 up to 1000000, not “two”",
        "mine.toml:3: colour: there is no such field (did you mean course?)",
        "mine.toml:9: criteria[1].kind: there is no “presnt” (did you mean present?)",
        "mine.toml:28: marks[2].speaker: there is no “1” (there are customer, rep)",
    ]
    assert mistakes(text, "zh")[1:] == [
        "mine.toml:2: version：应为不小于 1、不大于 1000000 的整数，而不是“two”",
        "mine.toml:3: colour：没有这个字段（您是不是想写 course？）",
        "mine.toml:9: criteria[1].kind：没有“presnt”这一种（您是不是想写 present？）",
        "mine.toml:28: marks[2].speaker：没有“1”（可用的有 customer、rep）",
    ]


def test_lines_that_are_no_toml_hide_no_other_mistake():
    text = GOOD.replace("version = 2", 'version = 2 2\ncolour = "red"').replace('course = { zh = "', "course = { zh = “")
    text = text.replace('kind = "present"', 'kind = "presnt"')
    assert mistakes(text) == [
        "mine.toml:2: this is not valid TOML: Expected newline or end of document after a statement",
        'mine.toml:6: this is not valid TOML: Invalid value (did you mean " and not “?)',
        "mine.toml:3: colour: there is no such field (did you mean course?)",
        "mine.toml:10: criteria[1].kind: there is no “presnt” (did you mean present?)",
    ]
    assert len(mistakes(text.replace("[[criteria]]", "[[criteria]"))) == 3  # what stands under a broken header is not guessed at


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('kind = "present"', "kind = [1]", "9: criteria[1].kind: there is no “[…]”"),
        ('kind = "present"\n', "", "7: criteria[1].kind: is missing"),
        ("points = 5", "points = 0", "12: criteria[1].points: should be a number above 0 up to 100, not “0”"),
        ("points = 5", "points = nan", "12: criteria[1].points: should be a number above 0 up to 100, not “nan”"),
        ("points = 5", "points = true", "12: criteria[1].points: should be a number above 0 up to 100, not “true”"),
        ("points = 5", "points = 0x" + "f" * 5000, "12: criteria[1].points: should be a number above 0 up to 100, not “…”"),
        ("points = 5", "points = 5\npoint = 1", "13: criteria[1].point: there is no such field (did you mean points?)"),
        ("version = 2", "version = 0", "2: version: should be a whole number from 1"),
        ("version = 2", "version = 1.5", "2: version: should be a whole number from 1"),
        ('["greeting", ', '["greting", ', "10: criteria[1].marks[1]: there is no mark “greting”, and no [[marks]] table teaches it (did you mean greeting?)"),
        ('["greeting", "promise_kept"]', '[\n  "greeting",\n  "promise_kep",\n]', "12: criteria[1].marks[2]: there is no mark “promise_kep”, and no [[marks]] table teaches it (did you mean promise_kept?)"),
        ('["greeting", ', '["upset", ', "10: criteria[1].marks[1]: “upset” is the customer's, and here one of the rep's is needed"),
        ('["greeting", "promise_kept"]', "[]", "10: criteria[1].marks: needs at least 1 of them"),
        ('["greeting", "promise_kept"]', '"greeting"', "10: criteria[1].marks: should be a list […], not “greeting”"),
        ('["greeting", "promise_kept"]', "[1]", "10: criteria[1].marks[1]: should be text in quotes, not “1”"),
        ('why = { zh = "为什么", en = "Why" }', 'why = { zh = "为什么" }', "13: criteria[1].why.en: is missing"),
        ('why = { zh = "为什么", en = "Why" }', 'why = { zh = " ", en = "Why" }', "13: criteria[1].why.zh: must not be empty"),
        ('why = { zh = "为什么", en = "Why" }', 'why = "Why"', '13: criteria[1].why: should be { zh = "…", en = "…" }, not “Why”'),
        ("points = 5", 'points = 5\nsay_instead = { zh = "一", en = "a", en_quoting = "b" }', "13: criteria[1].say_instead.en_quoting: needs {quote} exactly once"),
        ("points = 5", 'points = 5\nsay_instead = { zh = "一", en = "a", en_quotng = "b" }', "13: criteria[1].say_instead.en_quotng: there is no such field (did you mean en_quoting?)"),
        ("points = 5", "points = 5\nsay_instead = 1", "13: criteria[1].say_instead: should be a table with zh, en, not “1”"),
        ("points = 5", 'points = 5\nwhere = "begining"', "13: criteria[1].where: there is no “begining” (did you mean ending?)"),
        ('id = "mine"', 'id = "yours"', "1: id: “yours” should be the file's name, “mine”"),
        ('id = "mine"', 'id = "Mine!"', "1: id: should be a name of lower-case letters, digits and hyphens, not “Mine!”"),
        ('id = "hello"', 'id = "hello\\n"', "8: criteria[1].id: should be a name of lower-case letters, digits and underscores"),
        ("[[marks]]\nid = \"upset\"", "[[mark]]\nid = \"upset\"", "26: mark: there is no such field (did you mean marks?)"),
        # taught marks
        ('title = { zh = "兑现承诺", en = "A promise kept" }\n', "", "16: marks[1].title: is missing: “promise_kept” is a mark of this rubric's own and needs one"),
        ('speaker = "customer"\n', "", "26: marks[2].speaker: “upset” is the customer's: write speaker = \"customer\""),
        ('id = "upset"\nspeaker = "customer"', 'id = "empathy"\nspeaker = "customer"', "28: marks[2].speaker: “empathy” is the rep's: write speaker = \"rep\""),
        ('id = "upset"', 'id = "upst"', "26: marks[2].title: is missing: “upst” is a mark of this rubric's own and needs one (did you mean upset?)"),
        ('id = "upset"\nspeaker = "customer"', 'id = "harsh"', "27: marks[2].id: “harsh” is a name that the program uses itself: choose another"),
        ('id = "upset"\nspeaker = "customer"', 'id = "promise_kept"\ntitle = { zh = "一", en = "a" }', "27: marks[2].id: the id “promise_kept” is used twice"),
        ('phrases.en = ["fed up"]\n', "", "26: marks[2]: teaches nothing: give examples, phrases or patterns"),
        ('phrases.en = ["fed up"]', 'phrases.en = ["fed up", "?!"]', "29: marks[2].phrases.en[2]: “?!” has no words in it"),
        ('phrases.en = ["fed up"]', 'phrases.en = ["fed up"]\nunless.zh = ["不"]', "30: marks[2].unless.zh: has nothing to undo: there is neither a phrases.zh nor a patterns.zh"),
        ('phrases.en = ["fed up"]', 'phrases.fr = ["marre"]\nphrases.en = ["fed up"]', "29: marks[2].phrases.fr: there is no such field (there are zh, en)"),
        ('phrases.en = ["fed up"]', 'phrases = ["fed up"]', "29: marks[2].phrases: should be { zh = […], en = […] }, not “[…]”"),
        ('phrases.en = ["fed up"]', f'phrases.en = ["{"x" * 401}"]', "29: marks[2].phrases.en[1]: should be text in quotes of 1 to 400 characters"),
        ('phrases.en = ["fed up"]', f"phrases.en = {['a'] * 501}", "29: marks[2].phrases.en: takes at most 500, and here are 501"),
        ('["我答应过吗"]', '["答应您的，我已经办好了！"]', "20: marks[1].counter_examples.zh[1]: “答应您的，我已经办好了！” is an example as well: keep one of the two"),
        ('phrases.en = ["fed up"]', 'phrases.en = ["fed up"]\nplace = "frist"', "30: marks[2].place: there is no “frist” (did you mean first?)"),
        ('phrases.en = ["fed up"]', 'phrases.en = ["fed up"]\nrubric = "x"', "30: marks[2].rubric: there is no such field"),
        # patterns
        ("答应.{0,4}办好", "(答应", "22: marks[1].patterns.zh[1]: “(答应” is no valid regular expression (missing ))"),
        ("答应.{0,4}办好", "（答应|承诺）", "22: marks[1].patterns.zh[1]: “（答应|承诺）” has “（” in it, but the text it is matched against has no punctuation: leave it out"),
        ("答应.{0,4}办好", "答应{when}", "22: marks[1].patterns.zh[1]: “答应{when}” has {when} in it: such parts work only in the program's own phrase files"),
        ("答应.{0,4}办好", "((a|b)*c?)*d", "22: marks[1].patterns.zh[1]: “((a|b)*c?)*d” takes too long to match"),
        ('unless.zh = ["没有"]', 'unless.zh = ["没有", "(好?){300}好{300}"]', "24: marks[1].unless.zh[2]: “(好?){300}好{300}” takes too long to match"),
        ("as (?:i )?promised", "(" * 490 + ")" * 490, "is too complex a regular expression"),
    ],
)  # fmt: skip
def test_one_mistake(old, new, told):
    assert old in GOOD
    (one,) = mistakes(GOOD.replace(old, new))
    assert one.startswith("mine.toml:")
    assert told in one


def test_a_broken_mark_is_not_called_unknown_as_well():
    assert len(mistakes(GOOD.replace('examples = { zh', 'exmples = { zh'))) == 1


def test_a_mistake_hides_no_other():
    """The kind misspelt, the mark incomplete: what else is wrong in them is told in the same go."""
    text = GOOD.replace('kind = "present"', 'kind = "presnt"\nmark = "hello"')
    text = text.replace('id = "promise_kept"', 'id = "promise_kept"\ntitel = "x"').replace("答应.", "(答应.", 1)
    text += PROMISE_KEPT.replace('id = "promise_kept"', 'id = "promise_kept"\ncolour = 1')
    assert [line.split(": ", 1)[1] for line in mistakes(text)] == [
        "criteria[1].kind: there is no “presnt” (did you mean present?)",
        "criteria[1].mark: there is no such field (did you mean marks?)",
        "marks[1].titel: there is no such field (did you mean title?)",
        "marks[1].patterns.zh[1]: “(答应.{0,4}办好” is no valid regular expression (missing ))",
        "marks[3].id: the id “promise_kept” is used twice",
        "marks[3].colour: there is no such field (there are id, title, speaker, place, examples, counter_examples, phrases, patterns, unless)",
    ]


def test_ids_used_twice():
    double = GOOD.replace("[[marks]]", GOOD[GOOD.index("[[criteria]]") : GOOD.index("[[marks]]")] + "[[marks]]", 1)
    assert mistakes(double) == ["mine.toml:17: criteria[2].id: the id “hello” is used twice"]


@pytest.mark.parametrize(
    "band", ["band = { low = 5, high = 2 }", "band = {}", "", "zh = { low = 1 }", "band = { low = nan }"]
)
def test_bands_that_mean_nothing(band):
    text = GOOD.replace(
        'kind = "present"\nmarks = ["greeting", "promise_kept"]',
        f'kind = "delivery_band"\nmeasure = "pitch_range_st"\nname = {{ zh = "一", en = "a" }}\nunit = {{ zh = "一", en = "a" }}\n{band}',
    )
    assert len(mistakes(text)) == 1


@pytest.mark.parametrize(
    ("text", "line", "en", "zh"),
    [
        ('id = "a"\ntitle = “一”', 2, "Invalid value (did you mean \" and not “?)", "值的写法不对（文字要加英文引号）（您是不是想写英文的 \"，而不是 “？）"),
        ('a = { zh = "a"， en = "b" }', 1, "Unclosed inline table (did you mean , and not ，?)", "花括号没有用 } 结束"),
        ("id ＝ 1", 1, "did you mean = and not ＝?", "字段名后面应为等号 ="),
        ('id = "a"\n\nid = "b"\n\n', 3, "Cannot overwrite a value", "同一个字段写了两次"),
        ("a = 1\r\nb = 2\r\nc", 3, "Expected '='", "字段名后面应为等号 ="),
        ("a = " + "[" * 5_000, None, "nested too deep", "套得太深"),
        ("a = " + "9" * 5_000, None, "Exceeds the limit", "Exceeds the limit"),
        ("a = 1\nb = 2\udcff", 2, "not in UTF-8", "UTF-8"),
    ],
)  # fmt: skip
def test_what_is_no_toml(text, line, en, zh):
    with pytest.raises(UserError) as caught:
        parse_rubric(text.encode(errors="surrogateescape"), "mine.toml")
    place = "mine.toml: " if line is None else f"mine.toml:{line}: "
    assert caught.value.in_("en").startswith(place + "this is not valid TOML: ")
    assert caught.value.in_("zh").startswith(place + "不是有效的 TOML：")
    assert en in caught.value.in_("en")
    assert zh in caught.value.in_("zh")


def test_what_is_shown_of_the_file_is_short_and_harmless():
    (one,) = mistakes(GOOD + f'"a\\u001b[31m\\n{"b" * 900}" = 1\n')
    assert len(one) < 250
    assert one.isprintable()


def test_thousands_of_patterns_that_are_slow_to_check_do_not_hang(monkeypatch):
    monkeypatch.setattr("coach.rubric.check._PATTERNS_S", 0.5)
    slow = json.dumps([f"((a|b)*c?)*d{i}" for i in range(400)])
    told = mistakes(GOOD.replace('patterns.zh = ["答应.{0,4}办好"]', f"patterns.zh = {slow}"))
    assert 2 < len(told) < 20
    assert "took too long" in told[-1]


# Anything at all: bytes, texts like TOML, trees of the right names and the wrong values.

NAMES = sorted({"id", "version", "title", "about", "course", "criteria", "marks", "use", "kind", "zh", "en", "x y"} | {f for kind in KINDS for f in kind.__struct_fields__} | {"speaker", "place", "examples", "counter_examples", "phrases", "patterns", "unless"})  # fmt: skip
WORDS = st.sampled_from(["mine", "present", "greeting", "rep", "customer", "upset", "own", "first", "(a", "a{9}", "，", "", *(kind.__struct_config__.tag for kind in KINDS)])  # fmt: skip
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
LEAVES = st.booleans() | st.integers() | st.floats() | WORDS | TEXTS
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
    max_leaves=10,
)
TABLES = st.lists(st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=6), max_size=3)


def as_toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {as_toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def parse_or_tell(data: bytes) -> None:
    try:
        rubric = parse_rubric(data, "mine.toml")
    except UserError as error:
        assert all(line.startswith("mine.toml") for text in (error.text.zh, error.text.en) for line in text.splitlines())
    else:
        assert isinstance(rubric, Rubric)


@settings(max_examples=200, deadline=None)
@given(table=st.dictionaries(st.sampled_from(NAMES), VALUES | TABLES, max_size=8))
def test_any_tree_is_a_rubric_or_mistakes(table):
    text = "\n".join(f"{json.dumps(key)} = {as_toml(value)}" for key, value in table.items())
    tomllib.loads(text)
    parse_or_tell(text.encode())


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=200) | st.text(alphabet='[]{}="\'\\,.#\n aé一1', max_size=60).map(str.encode))
def test_any_bytes_are_a_rubric_or_mistakes(data):
    parse_or_tell(data)


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_a_good_file_with_a_piece_missing_doubled_or_replaced(data):
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, min(len(GOOD), start + 40)))
    piece = data.draw(st.sampled_from(["", GOOD[start:end] * 2]) | st.text(max_size=5) | VALUES.map(as_toml))
    parse_or_tell((GOOD[:start] + piece + GOOD[end:]).encode(errors="surrogatepass"))
