"""What differs between two rubrics."""

from __future__ import annotations

from coach.model import Text
from coach.rubric.diff import Difference, differences
from coach.rubric.format import (
    MarkDue,
    Order,
    Patterns,
    Present,
    RedCard,
    Rubric,
    SayInstead,
    Sentences,
    Step,
    TaughtMark,
)

WORDS = Text(zh="一", en="one")
HEAD = {"title": WORDS, "points": 5.0, "why": WORDS, "source": WORDS}
STEPS = (Step(id="a", title=WORDS, marks=("greeting",)), Step(id="b", title=WORDS, marks=("closing",)))


def rubric(*criteria: object, marks: tuple[TaughtMark, ...] = (), version: int = 1, text: str = "") -> Rubric:
    return Rubric(
        id="mine", version=version, title=WORDS, about=WORDS, course=WORDS, criteria=criteria, marks=marks, text=text, sha256=text
    )  # fmt: skip


def rows(before: Rubric, after: Rubric) -> list[tuple]:
    return [(one.side, one.id, one.field, one.before, one.after) for one in differences(before, after)]


def test_the_same_but_for_comments_and_order():
    one, two = Present(id="one", marks=("greeting",), **HEAD), Present(id="two", marks=("closing",), **HEAD)
    mark = TaughtMark(id="x", title=WORDS, rubric="mine")
    copied = TaughtMark(id="x", title=WORDS, rubric="copy")
    assert rows(rubric(one, two, marks=(mark,)), rubric(two, one, marks=(copied,), text="# hello")) == []


def test_added_and_removed():
    one, two = Present(id="one", marks=("greeting",), **HEAD), Present(id="two", marks=("closing",), **HEAD)
    mark = TaughtMark(id="x", title=WORDS)
    assert differences(rubric(one), rubric(two, marks=(mark,))) == (
        Difference(what="criteria", side="removed", id="one"),
        Difference(what="criteria", side="added", id="two"),
        Difference(what="marks", side="added", id="x"),
    )


def test_points_words_and_lists():
    before = Present(id="one", marks=("greeting",), say_instead=SayInstead(zh="好", en="fine"), **HEAD)
    after = Present(
        id="one",
        marks=("greeting", "name_given"),
        min_rep_turns=3,
        say_instead=SayInstead(zh="好", en="Fine!", en_quoting="{quote}", also=(WORDS,)),
        **{**HEAD, "points": 7.5, "why": Text(zh="一", en="two")},
    )
    assert rows(rubric(before), rubric(after, version=2)) == [
        ("changed", "", "version", "1", "2"),
        ("changed", "one", "points", "5", "7.5"),
        ("changed", "one", "why.en", "one", "two"),
        ("changed", "one", "say_instead.en", "fine", "Fine!"),
        ("changed", "one", "min_rep_turns", "1", "3"),
        ("added", "one", "say_instead.en_quoting", None, "{quote}"),
        ("added", "one", "say_instead.also.1.zh", None, "一"),
        ("added", "one", "say_instead.also.1.en", None, "one"),
        ("added", "one", "marks", None, "name_given"),
    ]


def test_steps_and_another_kind():
    before = Order(id="one", steps=STEPS, **HEAD)
    after = Order(id="one", steps=(STEPS[0], Step(id="b", title=WORDS, marks=("summarise",))), **HEAD)
    assert rows(rubric(before), rubric(after)) == [
        ("removed", "one", "steps.b.marks", "closing", None),
        ("added", "one", "steps.b.marks", None, "summarise"),
    ]
    card = RedCard(id="one", label="commanding", yellow_costs=1.0, **HEAD)
    due = MarkDue(id="one", after="upset", marks=("empathy",), once=True, **HEAD)
    assert rows(rubric(card), rubric(due))[0] == ("changed", "one", "kind", "red_card", "mark_due")
    assert ("added", "one", "once", None, "true") in rows(rubric(card), rubric(due))


def test_sentences_of_a_taught_mark():
    before = TaughtMark(id="x", examples=Sentences(zh=("一", "二"), en=("a",)), patterns=Patterns(en=("a+",)))
    after = TaughtMark(id="x", place="first", examples=Sentences(zh=("二", "三"), en=("a",)), counter_examples=Sentences(zh=("一",)))
    assert rows(rubric(marks=(before,)), rubric(marks=(after,))) == [
        ("changed", "x", "place", "anywhere", "first"),
        ("removed", "x", "examples.zh", "一", None),
        ("removed", "x", "patterns.en", "a+", None),
        ("added", "x", "examples.zh", None, "三"),
        ("added", "x", "counter_examples.zh", None, "一"),
    ]
