"""An answer in the drill, judged by the rubric that judged the call it comes from, and what to say about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.errors import UserError
from coach.model import RED_CARDS, SKILLS, Language, Text
from coach.practice.drill import Moment, still_missing

if TYPE_CHECKING:
    from coach.rubric.format import Rubric, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """`red_cards` are those of the new answer, `missing` what was missing first and still is; `well` when it has neither.

    `is_word`: what was "missing" first is something that should not have been said. `names` are what the rubric calls what
    is its own, by id.
    """

    answer: str
    well: bool
    red_cards: tuple[str, ...] = ()
    missing: str | None = None
    is_word: bool = False
    names: dict[str, Text]


def rubric_of(moment: Moment) -> Rubric | None:
    """The rubric that the moment's call was scored with; None when its text was not kept, or the call is gone."""
    from coach.kept import kept_rubric_of
    from coach.library.store import get_call, open_library

    with open_library() as db:
        try:
            return kept_rubric_of(db, get_call(db, moment.call))
        except UserError:
            return None


def judge_answer(moment: Moment, answer: str, rubric: Rubric | None) -> Judged:
    """What is in `answer`, as the reply to what the customer said then. The network takes seconds to load, once.

    Without a rubric only the skills and red cards that every rubric knows are looked at.
    """
    from coach.rubric.judge import judge
    from coach.rubric.labels import label_turns, marks_of
    from coach.turns import typed_turns

    taught = rubric.marks if rubric else ()
    said = typed_turns([("customer", moment.customer), ("rep", answer)])
    marks = set(marks_of(said, language=moment.language, taught=taught)[said[-1].uid])
    red_cards = tuple(label for label in RED_CARDS if label in marks)
    steps, missed_again = _steps(rubric), None
    if rubric:
        turns = label_turns(said, language=moment.language, taught=taught)
        judgement = judge(rubric, turns, language=moment.language, delivery={}, interplay=None)
        missed_again = tuple(finding.id for finding in judgement.findings if finding.kind == "missed")
    missing = still_missing(
        moment,
        marks | {step.id for step in steps.values() if marks & set(step.marks)},
        missed_again=missed_again,
        can_show={*SKILLS, *steps, *(mark.id for mark in taught)},
    )
    first, criteria = moment.missed[:1], {criterion.id for criterion in rubric.criteria} if rubric else set()
    return Judged(
        answer=answer,
        well=not red_cards and missing is None,
        red_cards=red_cards,
        missing=missing,
        is_word=bool(set(first) & set(moment.unwanted) - criteria),
        names=_names(rubric),
    )


def in_a_sentence(moment: Moment, judged: Judged) -> Text:
    """What is better than it was then, or what is still wrong."""
    return Text(zh=_sentence(moment, judged, "zh"), en=_sentence(moment, judged, "en"))


def _sentence(moment: Moment, judged: Judged, language: Language) -> str:
    from coach.report.words import label_name

    def name(id: str) -> str:
        return judged.names[id].in_(language) if id in judged.names else label_name(id, language)

    def names(ids: tuple[str, ...]) -> str:
        return ("、" if language == "zh" else ", ").join(map(name, ids))

    zh, en = [], []
    if judged.well and moment.missed:
        first = name(moment.missed[0])
        zh.append(f"这次没有“{first}”，也没有红牌" if judged.is_word else f"这次做到了“{first}”，没有红牌")
        en.append(f"no “{first}” this time, and no red card" if judged.is_word else f"this time it is there: {first}; and no red card")
    elif judged.well:
        zh.append(f"这次没有红牌（当时：{names(moment.red_cards)}）")
        en.append(f"no red card this time; then it was: {names(moment.red_cards)}")
    if judged.red_cards:
        zh.append(f"红牌：{names(judged.red_cards)}")
        en.append(f"red card: {names(judged.red_cards)}")
    if judged.missing:
        zh.append(f"{'又说了' if judged.is_word else '还缺'}：{name(judged.missing)}")
        en.append(f"{'once more' if judged.is_word else 'still missing'}: {name(judged.missing)}")
    text = f"{'；'.join(zh)}。" if language == "zh" else f"{'; '.join(en)}."
    return text[:1].upper() + text[1:]


def _steps(rubric: Rubric | None) -> dict[str, Step]:
    """The steps of an order that the rubric asks for."""
    from coach.rubric.format import Order

    orders = [criterion for criterion in (rubric.criteria if rubric else ()) if isinstance(criterion, Order)]
    return {step.id: step for order in orders for step in order.steps}


def _names(rubric: Rubric | None) -> dict[str, Text]:
    """Its criteria, their steps, and the marks that it teaches."""
    if rubric is None:
        return {}
    criteria = {criterion.id: criterion.title for criterion in rubric.criteria}
    steps = {step.id: step.title for step in _steps(rubric).values()}
    return criteria | steps | {mark.id: mark.title for mark in rubric.marks if mark.title}
