"""Better sentences: which of the customer's words are given back, and that the sentences themselves are good."""

from __future__ import annotations

import pytest

from coach.model import RED_CARDS, Text
from coach.rubric.format import Before, Criterion, DueSkill, Followed, Present, PromiseWithTime, SayInstead
from coach.rubric.load import load_rubric
from coach.rubric.say_instead import suggestion, with_suggestions
from tests.rubric.dialogue import dialogue, judged

SAY = SayInstead(zh="一般", en="general", zh_quoting="{quote}，真对不起。", en_quoting="{quote}, and I'm sorry.")
ADVISED = [criterion for criterion in load_rubric("service-cycle").criteria if criterion.say_instead]
COLD = {"zh": "rep: 您必须等。", "en": "rep: You have to wait."}


def better(*lines: str, language: str) -> list:
    """The suggestions of the findings of a call that ends with a cold answer."""
    found = judged(*lines, COLD[language]).findings
    turns = dialogue(*lines, COLD[language])
    said = with_suggestions(found, {finding.criterion: SAY for finding in found}, turns, language=language)
    return [finding.say_instead for finding in said if finding.kind == "red_card"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Hi, my internet has been down for three days, it's terrible.", "Your internet has been down for three days"),
        ("And nobody called me back!", "Nobody called you back"),
        ("I was cut off twice yesterday.", "You were cut off twice yesterday"),
        ("I've restarted it about ten times!", "You've restarted it about ten times"),
        ("You people are useless, you never listen to me!", None),
        ("It was a blue one from last year.", None),
        ("I'm calling in because two weeks ago it broke", None),  # why they ring, not what went wrong
        ("Why is it still not here?", None),
        ("So it's still not here?", None),
        ("I'm so stressed about it, still.", None),
        ("That was a rude tone, again.", None),  # about the rep
    ],
)
def test_english(said, expected):
    (one,) = better("rep: Hello there", f"customer: {said}", language="en")
    assert one.en == (f"{expected}, and I'm sorry." if expected else "general")
    assert one.zh == "一般"
    assert one.from_this_call is (expected is not None)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("喂，我的网断了三天了，你听见吗？", "您的网断了三天了"),
        ("我等了两个小时。", "您等了两个小时"),
        ("你们凭什么不接电话！", None),
        ("手机号码是六二八。", None),
        ("我现在真的很着急，又气。", None),
        ("这态度也太差了，又冲我吼。", None),  # about the rep
    ],
)
def test_chinese(said, expected):
    (one,) = better("rep: 您好", f"customer: {said}", language="zh")
    assert one.zh == (f"{expected}，真对不起。" if expected else "一般")
    assert one.en == "general"


def test_only_what_was_said_right_before():
    lines = ("customer: My phone is broken again.", "rep: Mm-hm, go on", "customer: It's a blue one.")
    assert not better("rep: Hello there", *lines, language="en")[0].from_this_call


def test_each_clause_is_used_once():
    found = judged(
        "rep: Hello there",
        "customer: My phone is broken again and I'm furious.",
        "rep: You have to wait. Rules are rules.",
    ).findings
    quoting = [finding for finding in found if finding.say_instead and finding.say_instead.from_this_call]
    assert len(found) > 2
    assert len(quoting) <= 1


def test_braces_in_the_customers_words_stay_words():
    (one,) = better("rep: Hello there", "customer: The {0} {1} page is still down.", language="en")
    assert "The {0} {1} page is still down" in one.en


def test_without_a_template_or_a_clause_the_general_sentence():
    assert not suggestion(SayInstead(zh="一", en="a"), "my phone is dead", language="en").from_this_call
    assert not suggestion(SAY, None, language="en").from_this_call


def test_several_general_sentences_come_in_turn():
    say = SayInstead(zh="一", en="one", also=(Text(zh="二", en="two"),))
    lines = ["rep: Wait.", "customer: Hm.", "rep: You have to wait.", "customer: Hm.", "rep: You must wait."]
    found = [finding for finding in judged(*lines, language="en").findings if finding.kind == "red_card"]
    said = with_suggestions(found, {finding.criterion: say for finding in found}, dialogue(*lines), language="en")
    assert [finding.say_instead.en for finding in said][:3] == ["one", "two", "one"][: len(found)]
    assert len(found) >= 2


@pytest.mark.parametrize("criterion", ADVISED, ids=lambda criterion: criterion.id)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_sentence_of_the_rubric_earns_what_it_teaches_and_no_card(criterion, language):
    say = criterion.say_instead
    clause = {"zh": "我的网断了三天了", "en": "my internet has been down for three days"}[language]
    numbers = range(1 + len(say.also))
    for sentence in {getattr(suggestion(say, one, language=language, number=number), language) for one in (clause, None) for number in numbers}:
        first = getattr(criterion, "where", "") == "opening"
        before = (
            () if first else (("rep: 您好", "customer: 哦") if language == "zh" else ("rep: Hello", "customer: Hm"))
        )
        *_, turn = dialogue(*before, f"rep: {sentence}", language=language)
        assert not set(RED_CARDS) & set(turn.labels)
        assert not _taught(criterion) or _taught(criterion) & set(turn.labels)
        if isinstance(criterion, PromiseWithTime):
            (promise,) = judged(f"rep: {sentence}", language=language).promises
            assert promise.due


def _taught(criterion: Criterion) -> set[str]:
    match criterion:
        case DueSkill():
            return {criterion.skill}
        case Present():
            return set(criterion.marks) - {"name_given"}
        case Before():
            return {criterion.first}
        case Followed():
            return {criterion.by}
        case _:
            return set()


def test_promises_are_in_minutes():
    for criterion in ADVISED:
        for said in (criterion.say_instead, *criterion.say_instead.also):
            assert ("分钟" in said.zh) == ("minutes" in said.en)
            assert not any(vague in said.zh for vague in ("下班前", "今天", "点前"))
            assert "today" not in said.en
