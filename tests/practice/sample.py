"""A small case, and a way to talk through it."""

from __future__ import annotations

from coach.practice.conversation import Conversation, Line
from coach.practice.next_line import next_line
from coach.practice.parse import parse_case

CASE = """id = "mine"
version = 1
title = { zh = "我的", en = "Mine" }
customer = { zh = "王女士", en = "Ms King" }
situation = { zh = "坏了", en = "It broke" }
goal = { zh = "修好", en = "Mend it" }
temper = "annoyed"
style = "driving"
rubric = "calming"
facts.en = ["A new one is in stock."]

[lines.rapport]
annoyed.en = ["It broke on the first day!", "My kettle broke!"]

[lines.diagnose]
calm.en = ["It just stopped.", "There was a click."]
annoyed.en = ["I only used it once.", "Why do you need to know?"]
furious.en = ["You sold me rubbish!"]

[lines.find_solution]
calm.en = ["That would do."]
annoyed.en = ["Is that all?"]

[lines.agree]
calm.en = ["Fine, let's do that."]
annoyed.en = ["All right then."]

[lines.carry_out]
calm.en = ["When will it come?"]
annoyed.en = ["I'm writing that down."]

[lines.follow_up]
calm.en = ["No, that was all."]

[vent]
en = ["I saved up for it.", "And it was a present!"]

[again]
en = ["I said: {line}"]

[nothing_fits]
en = ["And what about my kettle?"]

[closing]
calm.en = ["Thank you. Bye."]
annoyed.en = ["We'll see. Bye."]
furious.en = ["I'm hanging up!"]

[stung]
commanding.en = ["Don't order me about!"]

[[answers]]
asked.en = ["order", "order number"]
say.en = ["It's 4711."]

[[answers]]
asked.en = ["number"]
say.en = ["Which number?"]

[[answers]]
told.en = ["new one"]
say.en = ["A new one? Of the same kind?"]
"""


def sample():
    return parse_case(CASE.encode(), "mine.toml")


def begun(case=None, round_: int = 0) -> Conversation:
    """A call in which the rep has greeted and the customer has said what it is about."""
    talk = Conversation(language="en", round=round_).with_rep("Good morning!", ("greeting",))
    return talk.with_customer(next_line(case or sample(), talk))


def say(case, talk: Conversation, text: str, *labels: str) -> tuple[Conversation, Line]:
    """The rep says something with these labels; the call with the customer's answer, and the answer."""
    talk = talk.with_rep(text, labels)
    line = next_line(case, talk)
    return talk.with_customer(line), line
