"""The handouts as simple HTML, which the window's library prints; a page of each begins with its own heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from coach.exercise.marks import CARDS, ITEMS, NON_VERBAL_NAMES
from coach.exercise.papers import MOMENTS, DoDont, MotSheet, NonVerbal, Survey, load_sheet
from coach.exercise.session import Scene, Session
from coach.handouts.words import step_name, word
from coach.model import RED_CARDS, STAGES, Language
from coach.practice.format import Case
from coach.practice.names import TEMPER_NAMES, style_with_meaning
from coach.report.format import clean, number
from coach.report.page import templates
from coach.report.words import label_name, stage_name


def case_cards(cases: Sequence[Case], language: Language) -> str:
    """Two pages a case: what the service provider sees, and what only the customer knows. "" for no cases."""
    return "".join(_page("provider.html", language, card=case) + _page("customer.html", language, card=_customer(case, language)) for case in cases)


def observation_sheets(session: Session, cases: Mapping[str, Case], language: Language) -> str:
    """Two pages a scene, to be copied for its observers; a blank pair for a session without scenes.

    `cases` by id; a scene whose case is not among them names none.
    """
    scenes: Sequence[Scene | None] = session.scenes or (None,)
    return "".join(_observation(session, scene, cases, language) for scene in scenes)


def mot_sheet(session: Session, language: Language) -> str:
    sheet = load_sheet(MotSheet)
    rows = [(moment, [row.text.in_(language) for row in sheet.rows if row.moment == moment]) for moment in MOMENTS]
    return _page(
        "mot.html", language, session=clean(session.title), title=sheet.title.in_(language), about=sheet.about.in_(language),
        moments=[(word(moment, language), texts) for moment, texts in rows if texts],
    )  # fmt: skip


def timetable(session: Session, language: Language) -> str:
    """Each step, how long it takes and when it begins, counted from 0:00."""
    starts = [0.0, *accumulate(step.seconds for step in session.steps)]
    rows = [
        (step_name(step, session, language), _hours(start), number(step.seconds / 60))
        for step, start in zip(session.steps, starts, strict=False)
    ]
    return _page("timetable.html", language, session=clean(session.title), rows=rows, total=_hours(starts[-1]))


def plan(session: Session, cases: Mapping[str, Case], language: Language) -> str:
    """The teams, and who plays which scene."""
    return _page(
        "plan.html", language, session=clean(session.title),
        teams=[(clean(team.name), _names(session, team.people, language)) for team in session.teams],
        rows=[_scene(session, scene, cases, language) for scene in session.scenes],
    )  # fmt: skip


def survey(language: Language) -> str:
    sheet = load_sheet(Survey)
    return _page(
        "survey.html", language, title=sheet.title.in_(language), minutes=sheet.minutes,
        statements=[item.statement.in_(language) for item in sheet.items],
    )  # fmt: skip


def survey_answers(language: Language) -> str:
    sheet = load_sheet(Survey)
    return _page(
        "answers.html", language, title=sheet.title.in_(language), about=sheet.about.in_(language),
        items=[
            (item.statement.in_(language), word("true" if item.is_true else "false", language), item.why.in_(language))
            for item in sheet.items
        ],
    )  # fmt: skip


def document(body: str) -> str:
    """The pages as a whole document; every page after the first begins a sheet of its own."""
    return f"<html><body>{body.replace('page-break-before:always; ', '', 1)}</body></html>"


def _page(name: str, language: Language, **values: Any) -> str:
    return templates("coach.handouts").get_template(name).render(
        w=lambda key, **filled: word(key, language, **filled),
        language=language,
        colon="：" if language == "zh" else ": ",
        **values,
    )


def _customer(case: Case, language: Language) -> dict[str, Any]:
    hidden = case.hidden
    lists = () if hidden is None else (("calms", hidden.calms), ("angers", hidden.angers), ("if_asked", hidden.if_asked))
    return {
        "title": case.title,
        "customer": case.customer,
        "situation": case.situation,
        "temper": TEMPER_NAMES[case.temper],
        "style": style_with_meaning(case.style, language),
        "goal": None if hidden is None else hidden.goal,
        "lists": [(key, lines.in_(language)) for key, lines in lists],
        "openings": case.lines.rapport.of(case.temper).in_(language)[:2],
    }


def _observation(session: Session, scene: Scene | None, cases: Mapping[str, Case], language: Language) -> str:
    do_dont, seen = load_sheet(DoDont), load_sheet(NonVerbal)
    return _page(
        "observation.html", language, session=clean(session.title),
        scene=None if scene is None else _scene(session, scene, cases, language),
        stages=[stage_name(stage, language) for stage in STAGES],
        skills=[label_name(item, language) for item in ITEMS if item not in CARDS],
        spoken=[label_name(card, language) for card in RED_CARDS],
        seen_title=seen.title.in_(language),
        seen=[(NON_VERBAL_NAMES[sign.kind].in_(language), sign.looks_like.in_(language)) for sign in seen.signs],
        do_title=do_dont.title.in_(language),
        do=[text.in_(language) for text in do_dont.do],
        dont=[text.in_(language) for text in do_dont.dont],
    )  # fmt: skip


def _scene(session: Session, scene: Scene, cases: Mapping[str, Case], language: Language) -> dict[str, Any]:
    case = cases.get(scene.case or "")
    return {
        "number": scene.number,
        "team": clean(session.teams[scene.team].name),
        "customers": _names(session, scene.customers, language),
        "providers": _names(session, scene.providers, language),
        "case": clean(case.title.in_(language)) if case else scene.case or "",
    }


def _names(session: Session, uids: Sequence[str], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(clean(session.name_of(uid)) for uid in uids)


def _hours(time_s: float) -> str:
    """1:05 is an hour and five minutes."""
    hours, minutes = divmod(round(time_s / 60), 60)
    return f"{hours}:{minutes:02}"
