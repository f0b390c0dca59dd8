"""An answer in the drill is judged by the rubric of its call, and told in one sentence."""

from __future__ import annotations

import pytest

from coach.analyse import Options, analyse_transcript
from coach.keep import keep_call
from coach.practice.drill import Moment, moments_of
from coach.practising.answer import in_a_sentence, judge_answer, rubric_of

CALL = """rep: Good morning, Sam speaking, how can I help?
customer: My internet has been down for three days and I'm furious!
rep: You have to calm down. That's not my department.
customer: Fine. Whatever.
rep: Goodbye.
"""


@pytest.fixture
def scorecard(tmp_path):
    file = tmp_path / "call.txt"
    file.write_text(CALL, encoding="utf-8")
    return keep_call(analyse_transcript(file, Options(rubric="complaint-two-steps")), title="call").scorecard


def test_the_old_answer_is_caught_and_the_suggestion_mends_it(scorecard):
    for moment in moments_of(scorecard):
        rubric = rubric_of(moment)
        assert rubric.sha256 == scorecard.rubric.sha256
        assert not judge_answer(moment, moment.answered, rubric).well
        if moment.better:
            assert judge_answer(moment, moment.better.en, rubric).well


def test_what_is_wrong_and_what_is_better_in_both_languages(scorecard):
    moment, *_ = moments_of(scorecard)
    bad = judge_answer(moment, "Calm down, please.", rubric_of(moment))
    assert (bad.well, bad.red_cards, bad.missing) == (False, ("commanding",), "empathy")
    told = in_a_sentence(moment, bad)
    assert told.en == "Red card: Giving orders; still missing: Empathy."
    assert told.zh == "红牌：下命令；还缺：体谅情绪。"
    good = judge_answer(moment, "I'm so sorry, anyone would be upset about that.", rubric_of(moment))
    assert good.well
    assert in_a_sentence(moment, good).en == "This time it is there: Empathy; and no red card."


def test_a_call_that_is_gone_leaves_what_every_rubric_knows():
    moment = Moment(uid="m", call="gone", language="zh", customer="断了三天了！", answered="您先别激动。", red_cards=("commanding",))
    assert rubric_of(moment) is None
    assert judge_answer(moment, "您必须先冷静下来。", None).red_cards == ("commanding",)
    good = judge_answer(moment, "真对不起，让您着急了，我马上帮您查。", None)
    assert good.well
    assert in_a_sentence(moment, good).zh == "这次没有红牌（当时：下命令）。"
