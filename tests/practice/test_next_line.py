"""What the customer says next: by what was said, by their temper, by a wish."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.model import LABELS
from coach.practice.conversation import Conversation
from coach.practice.format import all_lines
from coach.practice.load import load_case
from coach.practice.next_line import next_line
from tests.practice.sample import begun, sample, say

MINE = sample()


def test_the_customer_begins_with_what_it_is_about_even_if_the_rep_said_nothing():
    assert next_line(MINE, Conversation(language="en")).text == "It broke on the first day!"
    assert begun().lines[0].key == "rapport.annoyed.1"


def test_another_round_begins_with_another_line():
    assert begun(round_=1).lines[0].text == "My kettle broke!"
    assert begun(round_=2).lines[0].text == "It broke on the first day!"


def test_a_question_is_answered_by_its_own_words_as_often_as_it_is_asked():
    talk, line = say(MINE, begun(), "What's your order number?", "closed_question")
    assert line.text == "It's 4711."  # the longer words, not "number"
    talk, line = say(MINE, talk, "Sorry, your order number was?", "closed_question")
    assert line.text == "It's 4711."
    assert say(MINE, talk, "And the number on the bottom?", "closed_question")[1].text == "Which number?"


def test_words_count_as_words_only():
    assert say(MINE, begun(), "Are there any disorders?", "closed_question")[1].key.startswith("diagnose.")


def test_what_was_told_is_answered_once_and_a_question_is_not_needed():
    talk, line = say(MINE, begun(), "I'll send you a new one.", "propose_solution")
    assert line.text == "A new one? Of the same kind?"
    assert say(MINE, talk, "Yes, a new one.", "propose_solution")[1].text == "All right then."
    assert say(MINE, begun(), "I have your order here.")[1].key == "diagnose.annoyed.1"  # told, not asked


def test_empathy_makes_the_customer_milder_and_a_red_card_worse():
    _, line = say(MINE, begun(), "I'm sorry, that's annoying.", "empathy")
    assert line.key == "diagnose.calm.1"
    _, line = say(MINE, begun(), "You must have dropped it.", "not_humble")
    assert line.key == "diagnose.furious.1"  # no words of its own for this card: the temper speaks
    _, line = say(MINE, begun(), "You have to calm down.", "commanding")
    assert line.text == "Don't order me about!"


def test_a_whole_call():
    talk = begun()
    said = (
        ("I'm so sorry. When did it stop?", "empathy", "open_question"),
        ("Mm-hm, I see.", "backchannel"),
        ("I could mend it for you.", "propose_solution"),
        ("Would that suit you?", "invite_opinion"),
        ("I'll do it myself today.", "ownership"),
        ("Is there anything else?", "closed_question"),
        ("Thank you, goodbye.", "closing"),
    )
    keys = []
    for text, *labels in said:
        assert not talk.over
        talk, line = say(MINE, talk, text, *labels)
        keys.append(line.key)
    assert keys == [
        "diagnose.calm.1", "diagnose.calm.2", "find_solution.calm.1", "agree.calm.1", "carry_out.calm.1",
        "follow_up.calm.1", "closing.calm.1",
    ]  # fmt: skip
    assert talk.over


def test_without_labels_the_call_goes_on_all_the_same():
    talk, keys = begun(), []
    for _ in range(9):
        talk = talk.with_rep("Well, you see.")
        line = next_line(MINE, talk)
        talk = talk.with_customer(line)
        keys.append(line.key.split(".")[0])
    assert keys[0] == "diagnose"
    assert [key for key in dict.fromkeys(keys) if key != "nothing_fits"] == ["diagnose", "find_solution", "agree", "carry_out"]
    talk = talk.with_rep("Goodbye then.")
    assert next_line(MINE, talk).ends


def test_labels_that_come_later_count_from_then_on():
    talk = begun().with_rep("I'm so sorry.")
    assert next_line(MINE, talk).key == "diagnose.annoyed.1"
    later = talk.with_labels([("greeting",), (), ("empathy",)])
    assert next_line(MINE, later).key == "diagnose.calm.1"


def test_listening_lets_an_upset_customer_go_on_venting_but_a_calm_one_not():
    talk, line = say(MINE, begun(), "Mm-hm.", "backchannel")
    assert line.key == "vent.1"
    talk, line = say(MINE, talk, "I see.", "backchannel")
    assert line.key == "vent.2"
    assert say(MINE, talk, "Yes.", "backchannel")[1].key.startswith("diagnose.")  # nothing left to vent


def test_venting_on_request_and_again_from_the_start_when_all_is_said():
    talk = begun()
    for expected in ("vent.1", "vent.2", "vent.1"):
        line = next_line(MINE, talk, "vent")
        assert line.key == expected
        talk = talk.with_customer(line)


def test_say_that_again_by_key_and_by_words():
    talk = begun()
    line = next_line(MINE, talk, "again")
    assert (line.text, line.repeats) == ("I said: It broke on the first day!", "rapport.annoyed.1")
    again = next_line(MINE, talk.with_customer(line), "again")
    assert again.text == "I said: It broke on the first day!"  # the line, not its repetition
    assert say(MINE, talk, "Sorry, could you say that again?", "closed_question")[1] == line


def test_asking_to_hear_it_again_is_no_red_card():
    talk, line = say(MINE, begun(), "Could you repeat that?", "commanding", "not_humble")
    assert line.repeats == "rapport.annoyed.1"
    assert say(MINE, talk, "What happened?", "open_question")[1].key == "diagnose.annoyed.1"


def test_lines_used_up_give_what_fits_anywhere_and_then_the_oldest():
    talk, keys = begun(), []
    for _ in range(5):
        talk, line = say(MINE, talk, "What happened?", "open_question")
        keys.append(line.key)
    assert keys == ["diagnose.annoyed.1", "diagnose.annoyed.2", "nothing_fits.1", "diagnose.annoyed.1", "diagnose.annoyed.2"]


def test_too_many_red_cards_and_the_customer_hangs_up():
    talk = begun()
    ends = []
    for _ in range(4):
        talk, line = say(MINE, talk, "Calm down.", "commanding")
        ends.append(line.ends)
    assert ends == [False, False, False, True]
    assert line.text == "I'm hanging up!"


def test_the_farewell_goes_with_the_temper():
    assert say(MINE, begun(), "Goodbye.", "closing")[1].text == "We'll see. Bye."
    talk, _ = say(MINE, begun(), "I'm so sorry.", "empathy")
    assert say(MINE, talk, "Bye now!", "closing")[1].text == "Thank you. Bye."


def test_several_turns_of_the_rep_are_one_answer():
    talk = begun().with_rep("I'm sorry.", ("empathy",)).with_rep("I really am.", ("empathy",))
    assert next_line(MINE, talk).key == "diagnose.calm.1"


def test_chinese():
    case = load_case("telecom-roaming")
    talk = Conversation(language="zh").with_rep("您好，很高兴为您服务。", ("greeting",))
    talk = talk.with_customer(next_line(case, talk))
    assert "三百八十六" in talk.lines[0].text
    assert next_line(case, talk.with_rep("请问您的手机号是多少？", ("closed_question",))).text.endswith("6028。")
    assert next_line(case, talk.with_rep("不好意思，没听清。", ())).repeats == talk.lines[0].key
    assert next_line(case, talk.with_rep("那再见。", ("closing",))).ends


CASES = st.sampled_from(["telecom-roaming", "clinic-moved-appointment", "internal-late-figures"])
TURNS = st.lists(
    st.tuples(
        st.sampled_from(["", "Your number?", "一半可以吗？", "Goodbye", "再说一遍", "Pardon?", "x" * 500, "Is there anything else?"]),
        st.none() | st.sets(st.sampled_from(LABELS), max_size=3),
        st.sampled_from(["answer", "answer", "vent", "again"]),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(CASES, st.sampled_from(["zh", "en"]), TURNS, st.integers(0, 7))
def test_whatever_is_said_there_is_a_line_of_the_case(case_id, language, turns, round_):
    case = load_case(case_id)
    known = dict(all_lines(case, language))
    talk = Conversation(language=language, round=round_)
    for text, labels, wish in turns:
        talk = talk.with_rep(text, None if labels is None else sorted(labels))
        line = next_line(case, talk, wish)
        assert line == next_line(case, talk, wish)
        assert line.text.strip()
        if line.repeats:
            assert known[line.repeats] in line.text
        else:
            assert known[line.key] == line.text
        talk = talk.with_customer(line)
