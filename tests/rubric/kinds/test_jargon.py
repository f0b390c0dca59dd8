"""Words of the trade."""

from __future__ import annotations

import msgspec
import pytest

from coach.rubric.format import Jargon
from coach.rubric.kinds.jargon import judge_jargon
from tests.rubric.marked import ABOUT, marked

WORDS = {"zh": ["光衰", "冲正", "SLA"], "en": ["RMA", "chargeback", "packet loss"]}
CRITERION = msgspec.convert({**ABOUT, "kind": "jargon", "words": WORDS, "costs": 4}, Jargon)


def judged(*lines: str):
    return judge_jargon(CRITERION, marked(*lines))


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("I'll open an RMA for you.", "RMA"),
        ("There were two chargebacks on it.", "chargebacks"),
        ("We see some packet  loss on the line.", "packet  loss"),
        ("您这边光衰有点大。", "光衰"),
        ("这笔我给您做冲正。", "冲正"),
        ("这个要看您的ＳＬＡ等级。", "ＳＬＡ"),
    ],
)
def test_a_word_the_customer_cannot_know(said, word):
    outcome = judged("customer: 您好" if not said.isascii() else "customer: Hello", f"rep: {said}")
    (one,) = outcome.findings
    assert (one.quote, one.turn, one.kind, one.evidence[0].layer) == (word, "t1", "missed", "phrase")
    assert outcome.share == 0.6


@pytest.mark.parametrize(
    "lines",
    [
        ("rep: I'll open an RMA for you, that means you send it back and we pay.",),
        ("rep: We see packet loss, in other words some of the data gets lost on the way.",),
        ("rep: This is what we call a chargeback.",),
        ("customer: Where is my RMA?", "rep: Your RMA is on its way."),
        ("rep: An RMA, which is a return with a number. Fine?", "customer: Yes", "rep: The RMA is open."),
        ("rep: The pharmacy is open, drama over.",),
        ("rep: 您这边光衰有点大，也就是信号在半路上变弱了。",),
        ("rep: 这个我们叫冲正，把扣错的钱退回去。",),
        ("customer: 冲正做了吗？", "rep: 冲正做好了。"),
        ("rep: 不好意思，SLA就是说我们答应几个小时之内修好。",),
        ("rep: 光的衰减我听不懂。",),
    ],
)
def test_explained_or_said_by_the_customer_first(lines):
    outcome = judged(*lines)
    assert outcome.findings == ()
    assert outcome.share == 1


def test_each_word_counts_once_and_the_points_end_at_nothing():
    assert len(judged("rep: The RMA.", "customer: What?", "rep: The RMA!").findings) == 1
    assert judged("rep: An RMA, a chargeback, and packet loss.").share == 0


def test_the_customers_word_later_does_not_excuse_it():
    assert len(judged("rep: Your RMA is open.", "customer: What is an RMA?").findings) == 1


ACRONYMS = msgspec.structs.replace(CRITERION, acronyms=True)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Your ONT's lost sync, so it is a fault at the DP.", ["DP"]),
        ("I dropped you from the AD group and the SSO.", ["AD", "SSO"]),
        ("这个没过MFA，得重新来。", ["MFA"]),
        ("您的ＫＹＣ没过。", ["ＫＹＣ"]),
        ("Your TV and the PIN of your SIM, at 9 AM in the UK.", []),
        ("您的ID和APP都没问题。", []),
        ("WHAT IS THE NUMBER ON IT?", []),
        ("I'LL CALL, he said, OK?", []),
        ("It's the DP, which is the grey box in the street.", []),
    ],
)
def test_capitals_that_not_everybody_knows(said, words):
    outcome = judge_jargon(ACRONYMS, marked(f"rep: {said}"))
    assert [one.quote for one in outcome.findings] == words
    assert judge_jargon(CRITERION, marked(f"rep: {said}")).findings == ()


def test_the_customers_own_capitals_are_known():
    assert judge_jargon(ACRONYMS, marked("customer: my vpn is down, is it the DNS?", "rep: The VPN is up, the DNS is not.")).findings == ()


def test_a_silent_rep_is_not_judged():
    assert judged("customer: RMA").share is None
