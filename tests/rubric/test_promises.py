"""Promises and their times in both languages."""

from __future__ import annotations

import pytest

from coach.rubric.promises import find_promises
from tests.rubric.dialogue import dialogue


def promised(sentence: str) -> list[tuple[str, str | None]]:
    language = "en" if sentence.isascii() else "zh"
    found = find_promises(dialogue(f"rep: {sentence}"), language=language)
    return [(promise.quote, promise.due) for promise in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "I'll call you back within thirty minutes.",
            [("I'll call you back within thirty minutes", "within thirty minutes")],
        ),
        ("Right. I'll send it by Friday. Bye.", [("I'll send it by Friday", "by Friday")]),
        ("Someone will get back to you.", [("Someone will get back to you", None)]),
        (
            "By tomorrow noon I'll email you the form.",
            [("By tomorrow noon I'll email you the form", "By tomorrow noon")],
        ),
        (
            "I'll text you today, and I'll refund it in two days.",
            [("I'll text you today", "today"), ("I'll refund it in two days", "in two days")],
        ),
        ("I'll call you. I'll call you.", [("I'll call you", None)]),
        ("I've already sent it.", []),
        ("我今天下午三点前给您回电话。", [("我今天下午三点前给您回电话", "今天下午三点前")]),
        ("好的，明天上午我给您发短信，请留意。", [("明天上午我给您发短信，请留意", "明天上午")]),
        ("会有人联系您的。我们会跟进。", [("我们会跟进", None)]),
        ("我三天之内给您退款。", [("我三天之内给您退款", "三天之内")]),
        ("已经给您退款了。", []),
    ],
)
def test_promises(sentence, expected):
    assert promised(sentence) == expected


def test_only_the_reps_promises():
    assert find_promises(dialogue("customer: I'll call you back tomorrow"), language="en") == ()


def test_a_promise_names_its_turn():
    turns = dialogue("customer: When?", "rep: I'll ring you tonight")
    (promise,) = find_promises(turns, language="en")
    assert promise.turn == turns[1].uid
