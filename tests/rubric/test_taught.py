"""What a taught mark says of a turn, from its words alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import UserError
from coach.language.script import to_traditional
from coach.rubric.format import Patterns, Sentences, TaughtMark
from coach.rubric.patterns import check_pattern
from coach.rubric.plain import plain
from coach.rubric.taught import taught_votes
from coach.rubric.votes import decide

MARK = TaughtMark(
    id="hardship",
    examples=Sentences(zh=("这段时间真难为您了。",), en=("You've had a rough week.",)),
    counter_examples=Sentences(zh=("我也很为难",), en=("That's rough on me",)),
    phrases=Sentences(zh=("您的难处", "换了谁都着急"), en=("rough time", "it's hard on you")),
    patterns=Patterns(zh=("(?:真|太)不容易",), en=("must (?:have been|be) (?:hard|rough)",)),
    unless=Patterns(zh=("我们也", "没什么"), en=("not", "for us")),
    rubric="mine",
)
LATER = TaughtMark(id="again", place="later", phrases=Sentences(en=("once more",)), counter_examples=Sentences(en=("No.",)))


def votes(text: str, taught: TaughtMark = MARK, *, language: str = "", first: bool = False) -> list[tuple]:
    language = language or ("zh" if re.search("[一-龥]", text) else "en")
    return [
        (vote.layer, vote.present, vote.certainty, vote.quote)
        for vote in taught_votes(taught, plain(text), language=language, first=first)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # phrases, by their words
        ("我理解您的难处。", [("phrase", True, 0.95, "您的难处")]),
        ("我理解你的難處！", [("phrase", True, 0.95, "你的難處")]),
        ("A ROUGH  time, I know.", [("phrase", True, 0.95, "ROUGH  time")]),
        ("I know its hard on you", [("phrase", True, 0.95, "its hard on you")]),
        ("a rough timetable", []),
        ("through rough times", []),
        # patterns
        ("您真不容易", [("phrase", True, 0.9, "真不容易")]),
        ("It must have been hard.", [("phrase", True, 0.9, "must have been hard")]),
        ("您的难处我懂，真不容易", [("phrase", True, 0.95, "您的难处"), ("phrase", True, 0.9, "真不容易")]),
        # whole turns
        ("这段时间真难为您了", [("phrase", True, 0.98, "这段时间真难为您了")]),
        ("YOU'VE had a rough week", [("phrase", True, 0.98, "YOU'VE had a rough week")]),
        ("我也很为难。", [("phrase", False, 0.98, "")]),
        ("That’s rough on me!", [("phrase", False, 0.98, "")]),
        ("好，这段时间真难为您了", []),
        # undone by what stands near
        ("我们也真不容易", [("phrase", False, 0.9, "")]),
        ("This is not a rough time", [("phrase", False, 0.9, "")]),
        ("Your own rough time, " + "very " * 20 + "long, not now", [("phrase", True, 0.95, "rough time")]),
        ("我们也真不容易，" + "这个月一直在加班也没有停过，所以" + "您的难处我懂", [("phrase", True, 0.95, "您的难处")]),
        # Chinese by its sound
        ("我理解您的男处", [("sound", True, 0.8, "您的男处")]),
        ("谁都招级", []),
        ("患了谁都着级的", [("sound", True, 0.8, "患了谁都着级")]),
        ("没什么，您的男处", [("sound", False, 0.8, "")]),
        ("难处", []),
        # nothing
        ("您好", []),
        ("", []),
        ("……", []),
    ],
)
def test_votes(text, expected):
    assert votes(text) == expected


def test_only_the_lists_of_the_turns_own_language_count():
    assert votes("rough time", language="zh") == []
    assert votes("您的难处", language="en") == []


def test_the_place_limits_everything_but_counter_examples():
    assert votes("once more", LATER, first=True) == []
    assert votes("once more", LATER, first=False) == [("phrase", True, 0.95, "once more")]
    assert votes("no", LATER, first=True) == votes("no", LATER) == [("phrase", False, 0.98, "")]


def test_the_more_certain_layer_is_believed():
    both = TaughtMark(id="both", counter_examples=Sentences(en=("rough time ahead",)), phrases=Sentences(en=("rough time",)))
    decided = decide(taught_votes(both, plain("Rough time ahead!"), language="en", first=False))
    assert (decided.mark, decided.present) == ("both", False)


def test_patterns_are_folded_like_the_text():
    mark = TaughtMark(id="x", patterns=Patterns(zh=("您.?請放心", "APP"), en=("don't worry",)))
    assert votes("你就请放心", mark) == [("phrase", True, 0.9, "你就请放心")]
    assert votes("用App吧", mark) == [("phrase", True, 0.9, "App")]
    assert votes("Don’t worry", mark) == [("phrase", True, 0.9, "Don’t worry")]


def test_a_pattern_that_takes_too_long_is_told_with_its_file_mark_and_words():
    hostile = TaughtMark(id="x", rubric="mine", patterns=Patterns(zh=("((a|b)*c?)*d",)))
    with pytest.raises(UserError) as caught:
        votes("a" * 4000 + " d 一二三", hostile, language="zh")
    for language in ("zh", "en"):
        assert all(word in caught.value.in_(language) for word in ("mine.toml", "“x”", "“((a|b)*c?)*d”"))


def test_many_matches_that_are_undone_take_no_time():
    crowded = TaughtMark(
        id="x", phrases=Sentences(zh=tuple("一二三四五六七八九十")), unless=Patterns(zh=tuple(f"啊{i}" for i in range(499)) + ("嗯",))
    )
    assert votes("嗯一二三四五六七八九十" * 400, crowded) == [("phrase", False, 0.9, "")]


WORDS = ["您的难处", "男处", "真不容易", "我们也", "没什么", "rough time", "not", "must be hard", "，", " ", "好", "ok"]


@settings(max_examples=100, deadline=None)
@given(pieces=st.lists(st.sampled_from(WORDS), max_size=8), language=st.sampled_from(["zh", "en"]), first=st.booleans())
def test_any_text(pieces, language, first):
    text = "".join(pieces)
    found = votes(text, language=language, first=first)
    assert len(found) <= 5
    for layer, present, certainty, quote in found:
        assert layer in ("phrase", "sound")
        assert 0 < certainty < 1
        assert (quote in text) if present else quote == ""
    varied = to_traditional(text).replace("您", "你").replace("，", "！ ").upper()
    assert [vote[:3] for vote in votes(varied, language=language, first=first)] == [vote[:3] for vote in found]


@settings(max_examples=300, deadline=None)
@given(pattern=st.text(alphabet="ab你您(|)[]*+?{}1,9\\.^$:=!<>-", max_size=30), language=st.sampled_from(["zh", "en"]))
def test_any_pattern_is_used_or_refused(pattern, language):
    try:
        check_pattern(pattern, language)
    except ValueError:
        return
    mark = TaughtMark(id="x", patterns=Patterns(zh=(pattern,), en=(pattern,)))
    votes("ab你ab ba 1,9", mark, language=language)
