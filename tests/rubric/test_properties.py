"""What must hold for any call."""

from __future__ import annotations

import functools

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coach.errors import UserError
from coach.language.script import to_simplified, to_traditional
from coach.model import STAGES, RubricInfo, Scorecard, Speaker, Turn
from coach.rejudge import rejudge
from coach.report.consistency import first_problem
from coach.rubric.again import judged_again
from coach.rubric.format import Rubric
from coach.rubric.interplay import interplay
from coach.rubric.judge import judge
from coach.rubric.labels import label_turns
from coach.rubric.load import load_rubric
from coach.rubric.overrule import overrule
from coach.rubric.stages import move_stage

SENTENCES = [
    "Good morning, this is Dana speaking, how can I help?",
    "You have to calm down, it's not my problem!",
    "That's not our department, but I'll connect you.",
    "What do I need to do?",
    "I'm furious, this is the third time I've called!",
    "I'm so sorry to hear that; I'll call you back by noon.",
    "Mm-hm.",
    "Someone will get back to you.",
    "您好，我是小林，请问有什么可以帮您？",
    "你必须冷静一点，这不归我管！",
    "气死我了，我打了三次电话！",
    "我能理解您的心情，我马上帮您查，三点前给您回电话。",
    "我可以给您换一台，您看这样可以吗？",
    "嗯。",
    "我该怎么办手续？",
    "是您自己弄错了，我都说过三遍了。",
]
TEXTS = (
    st.sampled_from(SENTENCES) | st.text(max_size=30) | st.lists(st.sampled_from(SENTENCES), max_size=3).map(" ".join)
)
CALLS = st.lists(st.tuples(st.sampled_from(["rep", "customer"]), TEXTS), max_size=8)
CARDED = st.tuples(CALLS, st.sampled_from([SENTENCES[1], SENTENCES[9], SENTENCES[15]]), CALLS).map(
    lambda parts: [*parts[0][:4], ("rep", parts[1]), *parts[2][:4]]
)
LANGUAGES = st.sampled_from(["zh", "en"])


def turns_of(call: list[tuple[str, str]], language: str) -> tuple[Turn, ...]:
    return label_turns(
        [
            Turn(uid=f"t{i}", index=i, speaker=role, role=role, start_s=2.0 * i, end_s=2.0 * i + 3, text=text)
            for i, (role, text) in enumerate(call)
        ],
        language=language,
    )


@settings(max_examples=30, deadline=None)
@given(call=CALLS, language=LANGUAGES)
def test_any_call_is_judged_and_the_score_stays_in_its_bounds(call, language):
    turns = turns_of(call, language)
    judgement = judge(load_rubric("service-cycle"), turns, language=language, delivery={}, interplay=interplay(turns))
    assert judgement.score is None or 0 <= judgement.score <= 100
    uids = {finding.uid for finding in judgement.findings}
    assert len(uids) == len(judgement.findings)
    assert judgement.focus is None or judgement.focus in uids
    assert all(0 <= result.points <= result.max_points for result in judgement.criteria)
    by_uid = {turn.uid: turn for turn in turns}
    assert all(finding.quote in by_uid[finding.turn].text for finding in judgement.findings if finding.turn)


@settings(max_examples=30, deadline=None)
@given(call=CALLS, extra=TEXTS, at=st.integers(0, 8), language=LANGUAGES)
def test_another_turn_of_the_customer_never_adds_a_red_card(call, extra, at, language):
    def cards(of):
        judgement = judge(
            load_rubric("service-cycle"), turns_of(of, language), language=language, delivery={}, interplay=None
        )
        return sum(finding.kind == "red_card" for finding in judgement.findings)

    assert cards([*call[:at], ("customer", extra), *call[at:]]) <= cards(call)


@settings(max_examples=30, deadline=None)
@given(call=CALLS, language=LANGUAGES, data=st.data())
def test_punctuation_width_and_script_change_no_label(call, language, data):
    written = [(role, data.draw(st.sampled_from(WAYS))(text)) for role, text in call]
    before, after = turns_of(call, language), turns_of(written, language)
    assert [(turn.labels, turn.upset) for turn in before] == [(turn.labels, turn.upset) for turn in after]


def _full_width(text: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


WAYS = [
    str,
    _full_width,
    lambda text: text.upper() if text.isascii() else text,
    lambda text: f"  {text} …！",
    lambda text: text.replace("，", " , ").replace("。", ""),
    lambda text: text.replace(",", "").replace("!", ".") if text.isascii() else text,
    lambda text: text.replace("您", "你"),
    lambda text: text.replace("你", "您"),
    lambda text: text.replace("，", ",").replace("。", ".").replace("！", "!").replace("？", "?"),
    lambda text: text.replace(" ", "\u3000") if text.isascii() else text,
    lambda text: f"“{text}”——",
    to_simplified,
    lambda text: to_traditional(text) if "您" in text or "我" in text else text,
    lambda text: text.replace(" ", "  "),
    lambda text: text.replace("'", "’"),
    lambda text: "".join(one if one.isalnum() or one == "'" else " " for one in text) if text.isascii() else text,
]


# Between them they hold every kind of criterion.
RUBRICS = st.sampled_from(["service-cycle", "complaint-two-steps", "moments-of-truth"])
loaded = functools.cache(load_rubric)


def card_of(call: list[tuple[str, str]], language: str, rubric: Rubric) -> Scorecard:
    """A whole scorecard of the call."""
    turns = turns_of(call, language)
    blank = Scorecard(
        uid="call", language=language, duration_s=None, audio=None,
        rubric=RubricInfo(id=rubric.id, title=rubric.title, sha256=rubric.sha256), engine_version="", model=None,
        speakers=tuple(Speaker(id=role, role=role) for role in sorted({turn.role for turn in turns})), turns=turns,
        delivery={}, interplay=interplay(turns), stages=(), promises=(), findings=(), criteria=(), score=None,
        critical_failures=(), focus=None, notes=(),
    )  # fmt: skip
    return judged_again(blank, turns, rubric)


@settings(max_examples=20, deadline=None)
@given(call=CARDED, language=LANGUAGES, rubric=RUBRICS, data=st.data())
def test_a_red_card_marked_as_wrong_never_lowers_the_score(call, language, rubric, data):
    rubric = loaded(rubric)
    card = card_of(call, language, rubric)
    cards = [finding for finding in card.findings if finding.kind == "red_card"]
    assume(cards)
    wrong = data.draw(st.sampled_from(cards))
    after = overrule(card, wrong.uid, "Ann", rubric)
    assert wrong.uid not in {finding.uid for finding in after.findings}
    assert card.score is None or after.score >= card.score
    assert sum(finding.kind == "red_card" for finding in after.findings) < len(cards)


@settings(max_examples=20, deadline=None)
@given(call=CARDED, language=LANGUAGES, rubric=RUBRICS, data=st.data())
def test_whatever_is_overruled_the_scorecard_stays_sound(call, language, rubric, data):
    rubric = loaded(rubric)
    card = card_of(call, language, rubric)
    assume(card.findings)
    wrong = data.draw(st.sampled_from(card.findings))
    try:
        after = overrule(card, wrong.uid, "Ann", rubric)
    except UserError:
        return
    assert wrong.uid not in {finding.uid for finding in after.findings}
    assert after.score is None or 0 <= after.score <= 100
    assert first_problem(after) is None


@settings(max_examples=30, deadline=None)
@given(call=CALLS, language=LANGUAGES, rubric=RUBRICS, stage=st.sampled_from(STAGES), data=st.data())
def test_judged_again_by_the_same_rubric_nothing_changes(call, language, rubric, stage, data):
    rubric = loaded(rubric)
    card = card_of(call, language, rubric)
    assume(card.turns)
    moved = move_stage(card, stage, data.draw(st.sampled_from(card.turns)).uid, "Ann")
    order = [next(turn.index for turn in moved.turns if turn.uid == each.turn) for each in moved.stages]
    assert order == sorted(order)
    assert rejudge(moved, rubric) == moved
