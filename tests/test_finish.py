"""The last touch: every time in milliseconds, every Chinese sentence in one script."""

from __future__ import annotations

from dataclasses import replace

from coach.finish import finish
from coach.model import Curve, Delivery, Note, Pause, RubricInfo, Scorecard, Speaker, Text, Turn, Word

TURN = Turn(
    uid="turn-1", index=0, speaker="rep", role="rep", start_s=44.672000000000004, end_s=45.1234567, text="皇后",
    words=(Word(44.672000000000004, 45.0004, "皇", 0.123456), Word(45.0004, 45.1234567, "后", 0.5)),
)  # fmt: skip
DELIVERY = Delivery(
    rate_unit="characters", speech_rate_per_min=123.45678, pauses=(Pause(start_s=0.1 + 0.2, end_s=1.0, pause_class="gap"),),
    curves={"pitch": Curve(unit="hz", times_s=(0.1 + 0.2,), values=(123.45678,))},
)  # fmt: skip
SCORECARD = Scorecard(
    uid="call-1", language="zh", duration_s=62.5, audio=None, rubric=RubricInfo(id="x", title=Text(zh="服务周期", en="cycle"), sha256="0" * 64),
    engine_version="0", model=None, speakers=(Speaker(id="rep", role="rep", talk_s=2 / 3, talk_share=2 / 3),), turns=(TURN,),
    delivery={"rep": DELIVERY}, interplay=None, stages=(), promises=(), findings=(), criteria=(), score=200 / 3,
    critical_failures=(), focus=None, notes=(Note(code="x", text=Text(zh="请说“对不起”。", en="Say sorry.")),),
)  # fmt: skip


def test_only_seconds_are_rounded():
    done = finish(SCORECARD, traditional=False)
    (turn,) = done.turns
    assert (turn.start_s, turn.end_s) == (44.672, 45.123)
    assert turn.words == (Word(44.672, 45.0, "皇", 0.123456), Word(45.0, 45.123, "后", 0.5))
    assert (done.speakers[0].talk_s, done.speakers[0].talk_share, done.score) == (0.667, 2 / 3, 200 / 3)
    delivery = done.delivery["rep"]
    assert delivery.pauses[0].start_s == 0.3
    assert delivery.curves["pitch"] == Curve(unit="hz", times_s=(0.3,), values=(123.45678,))
    assert delivery.speech_rate_per_min == 123.45678
    assert replace(done, turns=(), speakers=(), delivery={}) == replace(SCORECARD, turns=(), speakers=(), delivery={})


def test_every_chinese_sentence_is_traditional_and_what_was_said_is_left_alone():
    done = finish(SCORECARD, traditional=True)
    assert done.rubric.title == Text(zh="服務週期", en="cycle")
    assert done.notes[0].text == Text(zh="請說“對不起”。", en="Say sorry.")
    assert done.turns[0].text == "皇后"
