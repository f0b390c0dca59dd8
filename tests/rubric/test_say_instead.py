"""Better sentences: which of the customer's words are given back."""

from __future__ import annotations

import pytest

from coach.rubric.format import SayInstead
from coach.rubric.say_instead import suggestion
from tests.rubric.dialogue import dialogue

SAY = SayInstead(zh="一般", en="general", zh_quoting="您说“{quote}”。", en_quoting="You said “{quote}”.")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "customer: Hi, my internet has been down for three days, it's terrible.",
            "my internet has been down for three days",
        ),
        ("customer: And nobody called me back!", "nobody called me back"),
        ("customer: You people are useless, you never listen to me!", None),
        ("customer: It was a blue one from last year.", None),
        ("customer: Why is it still not here?", None),
    ],
)
def test_english(said, expected):
    better = suggestion(SAY, dialogue(said), language="en")
    assert better.en == (f"You said “{expected}”." if expected else "general")
    assert better.zh == "一般"
    assert better.from_this_call is (expected is not None)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("customer: 喂，我的网断了三天了，怎么办？", "我的网断了三天了"),
        ("customer: 你们凭什么不接电话！", None),
        ("customer: 手机号码是六二八。", None),
    ],
)
def test_chinese(said, expected):
    better = suggestion(SAY, dialogue(said), language="zh")
    assert better.zh == (f"您说“{expected}”。" if expected else "一般")
    assert better.en == "general"


def test_the_upset_turn_before_the_latest():
    turns = dialogue(
        "customer: My phone is broken again and I'm furious.", "customer: The battery does not charge either."
    )
    assert "broken again" in suggestion(SAY, turns, language="en").en


def test_braces_in_the_customers_words_stay_words():
    turns = dialogue("customer: The {quote} {0} page is still down.")
    assert "The {quote} {0} page" in suggestion(SAY, turns, language="en").en


def test_without_a_template_or_a_customer_the_general_sentence():
    assert not suggestion(
        SayInstead(zh="一", en="a"), dialogue("customer: My phone is dead again."), language="en"
    ).from_this_call
    assert not suggestion(SAY, (), language="en").from_this_call
