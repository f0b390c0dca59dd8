"""Criteria of place and order: present, before, followed, promise with time."""

from __future__ import annotations

import pytest

from tests.rubric.dialogue import criterion, findings, judged


@pytest.mark.parametrize(
    ("opening", "points"),
    [("Good morning, this is Dana speaking.", 3), ("What is it?", 0), ("您好，我是小林。", 3), ("单号报一下。", 0)],
)
def test_greeting_in_the_opening(opening, points):
    assert criterion(judged(f"rep: {opening}"), "greeting").points == points


def test_a_short_call_needs_no_farewell():
    assert not criterion(judged("rep: Hello"), "closing").applicable


@pytest.mark.parametrize(
    ("ending", "points"),
    [("Have a lovely day, goodbye.", 3), ("That is all.", 0), ("祝您愉快，再见。", 3), ("就这些。", 0)],
)
def test_farewell_at_the_end(ending, points):
    start = "rep: Hello there" if ending.isascii() else "rep: 您好您请说"
    judgement = judged(start, start, start, f"rep: {ending}")
    assert criterion(judgement, "closing").points == points
    assert [one.due_turn for one in findings(judgement, "closing")] == ([] if points else ["t3"])


@pytest.mark.parametrize(
    ("name", "points"),
    [
        ("This is Dana speaking.", 3),
        ("Hello, the shop.", 0),
        ("您好，我是小林。", 3),
        ("您好，这里是商店。", 0),
        ("I'm Michelle. How can I help you?", 3),
        ("Michelle speaking, how can I help?", 3),
        ("I'm Michelle, how can I help?", 3),
        ("Broadband support, this is Tom.", 3),
        ("Tom here.", 3),
        ("Language Loft, this is Ines, are you calling about the term?", 3),
        ("I'm sorry, how can I help?", 0),
        ("您好，我是客服部的王丽，请问有什么可以帮您？", 3),
        ("我是上次的那个人。", 0),
        ("订单号是20号的吧？", 0),
    ],
)
def test_own_name(name, points):
    filler = "rep: One moment please" if name.isascii() else "rep: 请您稍等片刻"
    assert criterion(judged(f"rep: {name}", filler, filler), "own_name").points == points


def test_a_summary_belongs_in_the_second_half():
    plain, summary = "rep: One moment please", "rep: So to sum up, we've booked the engineer for four and the refund is on its way."
    assert criterion(judged(plain, plain, plain, summary), "confirm_before_closing").points == 6
    early = judged(plain, summary, plain, plain)
    assert criterion(early, "confirm_before_closing").points == 0


@pytest.mark.parametrize(
    ("first", "second", "points"),
    [
        ("What happened?", "Do you have the number?", 5),
        ("Do you have the number?", "What happened?", 0),
        ("是怎么回事呢？", "您有订单号吗？", 5),
        ("您有订单号吗？", "是怎么回事呢？", 0),
    ],
)
def test_open_before_closed(first, second, points):
    assert criterion(judged(f"rep: {first}", f"rep: {second}"), "open_before_closed").points == points


def test_no_closed_question_nothing_to_order():
    assert not criterion(judged("rep: What happened?"), "open_before_closed").applicable


@pytest.mark.parametrize(
    ("proposal", "asking", "answer"),
    [
        ("rep: I can send you a new one.", "rep: How does that sound?", "customer: Hm"),
        ("rep: 我可以给您换一台新的。", "rep: 您觉得怎么样？", "customer: 哦"),
    ],
)
def test_a_proposal_asks_for_the_customers_view(proposal, asking, answer):
    (missed,) = findings(judged(proposal), "opinion_on_proposal")
    assert (missed.id, missed.due_turn) == ("invite_opinion", "t0")
    assert criterion(judged(proposal, answer, asking), "opinion_on_proposal").points == 5
    assert criterion(judged(proposal, answer, "rep: Well then", answer, asking), "opinion_on_proposal").points == 0
    assert not criterion(judged(asking), "opinion_on_proposal").applicable


def test_promises_by_their_share():
    judgement = judged("rep: I'll call you by noon.", "customer: Good", "rep: I'll send the form.")
    assert criterion(judgement, "promise_with_time").points == 3
    (missed,) = findings(judgement, "promise_with_time")
    assert (missed.turn, missed.quote) == ("t2", "I'll send the form")
    assert not criterion(judged("rep: Hello"), "promise_with_time").applicable


@pytest.mark.parametrize("offer", ["rep: Anything else?", "rep: 还有别的事吗？没有的话我就挂了。"])
def test_offering_more_help_is_no_closed_question_first(offer):
    assert not criterion(judged(offer), "open_before_closed").applicable


@pytest.mark.parametrize("opening", ["rep: Hello, how can I help you?", "rep: 您好，请问有什么可以帮您的吗？"])
def test_the_offer_of_help_at_the_start_is_the_open_question(opening):
    closed = "rep: Do you have the number?" if opening.isascii() else "rep: 您有订单号吗？"
    assert criterion(judged(opening, "customer: 123", closed), "open_before_closed").points == 5


@pytest.mark.parametrize("tag", ["rep: I'll look at it, okay?", "rep: 我帮您看一下，好吗？"])
def test_a_polite_tag_is_no_closed_question(tag):
    assert not criterion(judged(tag), "open_before_closed").applicable


@pytest.mark.parametrize("ending", ["Okay, whatever. Bye.", "没有的话我就挂了。", "随便你，再见。"])
def test_a_rude_end_is_no_pleasant_one(ending):
    start = "rep: Hello there" if ending.isascii() else "rep: 您好您请说"
    assert criterion(judged(start, start, start, f"rep: {ending}"), "closing").points == 0


def test_one_time_holds_for_the_whole_sentence():
    said = "rep: I'll refund it in the next ten minutes, and I'll send you the confirmation myself."
    judgement = judged(said)
    assert [promise.due for promise in judgement.promises] == ["in the next ten minutes", None]
    assert criterion(judgement, "promise_with_time").points == 6


@pytest.mark.parametrize("asked", ["Could you help me with this form?", "您能帮我填一下这张表吗？"])
def test_willingness_is_due_once_the_customer_asks_for_help(asked):
    rep = ("rep: Page two.", "rep: That is all.") if asked.isascii() else ("rep: 第二页。", "rep: 就这些。")
    missed = judged(f"customer: {asked}", *rep)
    assert [one.due_turn for one in findings(missed, "willingness")] == ["t1"]
    keen = "rep: I'd be happy to help." if asked.isascii() else "rep: 很乐意为您效劳。"
    assert not findings(judged(f"customer: {asked}", rep[0], "customer: 123", keen), "willingness")
    assert not criterion(judged("customer: 123", *rep), "willingness").applicable


@pytest.mark.parametrize(
    ("asked", "answer", "given"),
    [
        ("Who am I talking to?", "Oh, I should have said. Winston.", True),
        ("Who am I talking to?", "It's Priya.", True),
        ("How long does it take?", "Until Tuesday.", False),
        ("您怎么称呼？", "小佟。", True),
        ("您怎么称呼？", "我姓佟。", True),
        ("要几天？", "小件两天。", False),
        ("Who do I ask for?", "You're speaking with the savings team.", False),
        ("找谁？", "工牌上写着小李的就行。", True),
        ("在哪儿？", "桌上立着“高原”俩字的就是我。", True),
        ("Hello?", "Riverside Baths, Denise speaking.", True),
        ("Hello?", "You're through to baggage.", False),
    ],
)
def test_the_name_in_an_answer(asked, answer, given):
    judgement = judged(f"customer: {asked}", f"rep: {answer}", "rep: 123.", "rep: 456.")
    assert bool(findings(judgement, "own_name")) is not given