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
        ("I'll ring you at half three.", [("I'll ring you at half three", "at half three")]),
        ("She'll call you before twenty to four.", [("She'll call you before twenty to four", "before twenty to four")]),
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
        ("好的，明天上午我给您发短信，请留意。", [("明天上午我给您发短信", "明天上午")]),
        (
            "那我总结一下明天上午师傅给您上门换压缩机今天晚上八点前我给您回电话",
            [("明天上午师傅给您上门换压缩机", "明天上午"), ("今天晚上八点前我给您回电话", "今天晚上八点前")],
        ),
        (
            "I'll refund you today and the engineer will come at quarter to nine.",
            [("I'll refund you today", "today"), ("the engineer will come at quarter to nine", "at quarter to nine")],
        ),
        ("It'd be with you by Friday.", [("It'd be with you by Friday", "by Friday")]),
        # what hangs on a condition is not promised; a polite "if it suits you" is no condition
        ("查到的话我给您打电话。", []),
        ("您方便的话，我明天上午给您回电。", [("我明天上午给您回电", "明天上午")]),
        ("会有人联系您的。我们会跟进。", [("会有人联系您的", None), ("我们会跟进", None)]),
        ("我三天之内给您退款。", [("我三天之内给您退款", "三天之内")]),
        ("已经给您退款了。", []),
        # the second of two acts, and what somebody named will do
        ("我去问一下领班，问到了给您打电话。", [("问到了给您打电话", None)]),
        ("I'll pass this on and ring you.", [("I'll pass this on and ring you", None)]),
        ("I'll pass it on. She'll phone you by noon.", [("She'll phone you by noon", "by noon")]),
        # a polite tag asks nothing
        ("我今天下午三点前给您回电话，好吗？", [("我今天下午三点前给您回电话", "今天下午三点前")]),
        ("我三分钟之内给您回复好吗", [("我三分钟之内给您回复", "三分钟之内")]),
        ("我三分钟之内给您回复，您看可以吗？", [("我三分钟之内给您回复", "三分钟之内")]),
        ("我马上帮您查，三分钟之内给您回复，好吗？", [("三分钟之内给您回复", "三分钟之内")]),
        ("二十四小时之内给您答复", [("二十四小时之内给您答复", "二十四小时之内")]),
        (
            "I'll call you back within ten minutes, okay?",
            [("I'll call you back within ten minutes", "within ten minutes")],
        ),
        # each clause keeps its own time
        (
            "今天三点前我发短信，明天九点师傅上门。",
            [("今天三点前我发短信", "今天三点前"), ("明天九点师傅上门", "明天九点")],
        ),
        (
            "So the engineer comes at four, I'll call you at five, and the hotspot arrives by six this evening.",
            [
                ("the engineer comes at four", "at four"),
                ("I'll call you at five", "at five"),
                ("the hotspot arrives by six this evening", "by six this evening"),
            ],
        ),
        (
            "I'll call you. Then I'll send the form by noon.",
            [("I'll call you", None), ("I'll send the form by noon", "by noon")],
        ),
        # a time alone right beside the promise
        ("我给您回电话，三点前。", [("我给您回电话", "三点前")]),
        ("By noon, I'll call you back.", [("I'll call you back", "By noon")]),
        # proposals and duties of the customer
        ("我给您换一台新的，您看这样行不行？", []),
        ("I'll send you a new one by noon, how does that sound?", []),
        ("我建议，明天三点师傅上门。", []),
        ("您要在三天之内给我们回复。", []),
        # the company's, in both languages alike
        ("会有人给你回电话的。", [("会有人给你回电话的", None)]),
        ("The fee was charged at four.", []),
        ("您的退款三天之内到账。", [("您的退款三天之内到账", "三天之内")]),
        ("Our shop usually opens at nine.", []),
        ("我们的师傅一般三点上门。", []),
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


@pytest.mark.parametrize(
    ("first", "recap", "due"),
    [
        ("I'll call you myself at five o'clock today.", "To sum up, I'll call you at five.", "at five o'clock today"),
        ("我五分钟之内给您回电话。", "我总结一下，五分钟之内我给您回电话。", "五分钟之内"),
        ("I'll send the form.", "I'll send the form by noon.", "by noon"),
        ("我给您发短信。", "我三点前给您发短信。", "三点前"),
    ],
)
def test_said_again_it_is_one_promise(first, recap, due):
    turns = dialogue(f"rep: {first}", "customer: 123", f"rep: {recap}")
    (promise,) = find_promises(turns, language="en" if first.isascii() else "zh")
    assert promise.due == due


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("I'll call you by noon.", "I'll send the form by noon."),
        ("I'll call you by noon.", "I'll call you by four."),
        ("我三点前给您回电话。", "我三点前给您发短信。"),
        ("我三点前给您回电话。", "我明天给您回电话。"),
    ],
)
def test_another_promise_is_another(first, second):
    turns = dialogue(f"rep: {first}", f"rep: {second}")
    assert len(find_promises(turns, language="en" if first.isascii() else "zh")) == 2
