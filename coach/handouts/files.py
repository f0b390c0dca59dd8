"""Handouts as PDF files, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from coach.exercise.session import Session
from coach.handouts import pages
from coach.handouts.words import word
from coach.model import Language
from coach.pdf import Paper, printed
from coach.practice.format import Case

Handout = Literal["cards", "observation", "mot", "timetable", "plan", "survey", "answers"]
HANDOUTS: tuple[Handout, ...] = ("cards", "observation", "mot", "timetable", "plan", "survey", "answers")


def handout_html(handout: Handout, session: Session, cases: Mapping[str, Case], language: Language) -> str | None:
    """The document; None when there is nothing to print (no cases). `cases` by id: those that the session's scenes name."""
    make: dict[Handout, Callable[[], str]] = {
        "cards": lambda: pages.case_cards(list(cases.values()), language),
        "observation": lambda: pages.observation_sheets(session, cases, language),
        "mot": lambda: pages.mot_sheet(session, language),
        "timetable": lambda: pages.timetable(session, language),
        "plan": lambda: pages.plan(session, cases, language),
        "survey": lambda: pages.survey(language),
        "answers": lambda: pages.survey_answers(language),
    }
    body = make[handout]()
    return pages.document(body) if body else None


def handout_pdf(
    handout: Handout, session: Session, cases: Mapping[str, Case], *, language: Language, paper: Paper = "a4"
) -> bytes | None:
    """The handout as PDF; None as for `handout_html`. Raises UserError when a sheet's file has mistakes or Qt cannot print.

    Takes a second or so: not on a window's thread.
    """
    html = handout_html(handout, session, cases, language)
    return None if html is None else printed(html, title=f"{word('roleplay', language)} · {session.title}", paper=paper)
