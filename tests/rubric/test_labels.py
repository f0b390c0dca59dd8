"""Labels in both languages: what counts and what does not, by the labelling guide."""

from __future__ import annotations

import pytest

from coach.model import Turn
from coach.rubric.labels import label_turns, only_listens
from tests.rubric.dialogue import dialogue


def labels(sentence: str, *, asked: str | None = None) -> tuple[str, ...]:
    """The labels of one sentence of the rep's, which is not the first thing said."""
    before = [f"customer: {asked}"] if asked else []
    return dialogue("rep: Hello" if sentence.isascii() else "rep: 您好", *before, f"rep: {sentence}")[-1].labels


COUNTS = {
    "commanding": [
        "You have to send us the form first.",
        "Calm down, sir.",
        "Lower your voice.",
        "Stop shouting at me.",
        "您必须先付款。",
        "你冷静一点。",
        "说话客气点。",
        "您自己去柜台问。",
    ],
    "irresponsible": [
        "That's not my department.",
        "There's nothing I can do.",
        "It is what it is.",
        "这不归我管。",
        "那我也没办法。",
        "这又不是我弄的。",
    ],
    "not_humble": [
        "You should have read the contract.",
        "As I've already told you, it's closed.",
        "You're mistaken, it was delivered.",
        "Rules are rules.",
        "是您自己弄错了。",
        "我都说过三遍了。",
        "至于吗？",
        "我们规定就是这样。",
    ],
    "empathy": [
        "I'm so sorry to hear that.",
        "That must be really frustrating.",
        "I can understand how worried you are.",
        "我能理解您的心情。",
        "换了谁都会着急的。",
        "给您带来不便，非常抱歉。",
    ],
    "ownership": [
        "I'll call the warehouse and ring you back.",
        "Leave it with me.",
        "Let me check that for you.",
        "I'll call you back within ten minutes, okay?",
        "我三分钟之内给您回复。",
        "我今天下午三点前给您回电话，好吗？",
        "我马上帮您查。",
        "这件事我来处理。",
        "包在我身上。",
    ],
    "willingness": ["I'd be happy to help.", "很乐意为您效劳。"],
    "open_question": [
        "What happened then?",
        "Could you tell me more about it?",
        "您能说说是怎么回事吗？",
        "出了什么问题？",
    ],
    "closed_question": ["Do you have the number?", "Could I have your name?", "您有订单号吗？", "您贵姓？"],
    "check_understanding": ["Have I got that right?", "我这样理解对吗？"],
    "summarise": [
        "我总结一下：新的明天送到。",
    ],
    "propose_solution": ["I can send you a new one.", "我可以给您换一台。"],
    "invite_opinion": ["How does that sound?", "您看这样可以吗？"],
    "backchannel": ["Mm-hm.", "I see.", "嗯。", "明白。"],
    "filler": ["Um, one moment.", "呃，我看一下。"],
    "closing": ["Have a lovely day, goodbye.", "祝您生活愉快，再见。"],
}

COUNTS_NOT = {
    "commanding": [
        "You don't have to do anything.",
        "Could you please hold for a moment?",
        "You must be exhausted.",
        "Then press the green button, and you'll have to wait for the light.",
        "Take your time.",
        "I'll find out whatever you need to know.",
        "您不用去柜台。",
        "麻烦您稍等一下。",
        "您别着急，慢慢说。",
        "我必须向您道歉。",
        "请您点一下右上角的按钮。",
        "您必须要注意安全哦，路上慢点。",
        "You must take care of yourself, drive safely.",
    ],
    "irresponsible": [
        "I can't refund it, but what I can do is send a new one.",
        "That's not our department, but I'll connect you and stay on the line.",
        "Is there anything else I can do for you?",
        "They told you it's not our department, and that was wrong.",
        "这个我没有权限，但我可以帮您申请。",
        "没关系，我来处理。",
        "These things happen, I'm sorry.",
        "I can't say.",
        "If you prefer, you can call them yourself.",
    ],
    "not_humble": [
        "I'm sorry, I should have explained that better.",
        "You should have received an email.",
        "That was my mistake.",
        "I'll do whatever it takes.",
        "Whatever you prefer, I'm happy.",
        "I already told my manager about it.",
        "As I said, I'll stay on it.",
        "我刚才说过了，我会一直跟着这件事。",
        "可能是我没有说清楚，抱歉。",
        "是我们弄错了，对不起。",
    ],
    "empathy": ["Sorry, could you repeat that?", "不好意思，您再说一遍好吗？"],
    "ownership": [
        "We'll see.",
        "I'll see what I can do.",
        "Someone will be in touch.",
        "我尽量吧。",
        "会有人联系您的。",
        "我也改不了。",
        "我实在没法帮您。",
    ],
    "closed_question": [
        "Could you hold for a second?",
        "您稍等一下好吗？",
        "我马上帮您查，可以吗？",
        "I'll check that for you, okay?",
    ],
    "filler": ["Uh-huh.", "您昨天下的那个订单已经发货了。"],
}


@pytest.mark.parametrize(("label", "sentence"), [(label, one) for label, all_ in COUNTS.items() for one in all_])
def test_counts(label, sentence):
    assert label in labels(sentence)


@pytest.mark.parametrize(("label", "sentence"), [(label, one) for label, all_ in COUNTS_NOT.items() for one in all_])
def test_counts_not(label, sentence):
    assert label not in labels(sentence)


@pytest.mark.parametrize(
    ("sentence", "greets"),
    [
        ("Good morning, this is Dana speaking.", True),
        ("您好，我是小林。", True),
        ("您好请说。", True),
        ("I'm Michelle.", True),
        ("This is the best option.", False),
        ("I'm confused here.", False),
        ("这是最好的方案。", False),
        ("我是想问一下。", False),
    ],
)
def test_a_salutation_or_a_name_opens_the_call(sentence, greets):
    assert ("greeting" in dialogue(f"rep: {sentence}")[0].labels) is greets


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [("What do I need to do?", "You need to bring the receipt."), ("我该怎么办手续？", "您必须带身份证。")],
)
def test_a_requirement_is_no_order_when_the_customer_asked(asked, sentence):
    assert "commanding" not in labels(sentence, asked=asked)
    assert "commanding" in labels(sentence)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("Then who do I speak to?", "You'll have to call the network team yourself."),
        ("那我应该找谁？", "您自己打电话去问他们。"),
    ],
)
def test_pushing_the_work_onto_the_customer_is_no_answer(asked, sentence):
    assert "commanding" in labels(sentence, asked=asked)


def test_giving_the_customers_words_back_is_quoting():
    asked = "He just said those are the rules, take it or leave it."
    assert "commanding" not in labels("“Take it or leave it”, on top of everything.", asked=asked)


@pytest.mark.parametrize(
    "sentence", ["I'm furious!", "This is the third time I've called.", "气死我了！", "我打了三次电话都没人接！"]
)
def test_upset(sentence):
    assert dialogue(f"customer: {sentence}")[0].upset


@pytest.mark.parametrize(
    "sentence", ["I'd like to change my address.", "Thank you, that's perfect.", "我想改一下地址。", "谢谢，不着急。"]
)
def test_not_upset(sentence):
    assert not dialogue(f"customer: {sentence}")[0].upset


@pytest.mark.parametrize("sentence", ["You have to calm down!", "你必须冷静一点！"])
def test_only_the_rep_earns_labels(sentence):
    assert dialogue(f"customer: {sentence}")[0].labels == ()
    (unknown,) = label_turns(
        [Turn(uid="u", index=0, speaker="unknown", role="unknown", start_s=None, end_s=None, text=sentence)],
        language="en",
    )
    assert (unknown.labels, unknown.upset, unknown.label_evidence) == ((), False, ())


def test_evidence_names_the_words():
    turn = dialogue("rep: Hello", "rep: Well, you HAVE to wait.")[1]
    found = {one.layer: one for one in turn.label_evidence if one.label == "commanding"}
    assert found["phrase"].quote == "you HAVE to"
    assert found["meaning"].quote in turn.text
    assert all(0 < one.certainty <= 1 for one in found.values())


def test_a_turn_is_read_in_its_own_language():
    assert "commanding" in dialogue("rep: 您好", "rep: Calm down please.", language="zh")[1].labels


@pytest.mark.parametrize(
    ("text", "listens"),
    [
        ("Mm-hm.", True),
        ("Yeah, right, okay.", True),
        ("", True),
        ("嗯，对。", True),
        ("Okay, I'll check.", False),
        ("对不起，让您久等", False),
    ],
)
def test_only_listens(text, listens):
    assert only_listens(dialogue(f"rep: {text}")[0]) is listens


def test_no_turns():
    assert label_turns([], language="en") == ()
