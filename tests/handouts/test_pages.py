"""The handouts: what stands on them, that it fits its pages on both papers, and that nothing typed becomes markup."""

from __future__ import annotations

import re
from random import Random

import msgspec
import pytest

from coach.exercise.marks import CARDS, ITEMS
from coach.exercise.people import read_people
from coach.exercise.prepare import new_session
from coach.handouts import pages
from coach.handouts.files import HANDOUTS, handout_html, handout_pdf
from coach.model import STAGES
from coach.pdf import printed
from coach.practice.load import list_cases, load_case
from coach.report.words import label_name, stage_name
from tests.practice.sample import sample
from tests.test_pdf import letters
from tests.test_pdf import pages as page_count

CASES = ("school-refund", "internal-machine-waiting")


def session(language: str = "en", people: str = "Ann, Bob, Carol, David, Erin, Frank", **more):
    return new_session(
        **{"uid": "s1", "title": "Thursday class", "language": language, "listed": read_people(people).people, "cases": CASES,
           "random": Random(1), "whole_half_day": True, **more}
    )  # fmt: skip


def cases() -> dict:
    return {case_id: load_case(case_id) for case_id in CASES}


def words_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_two_halves_of_a_card_are_on_pages_of_their_own(language):
    case = load_case("school-refund")
    provider, customer = pages.case_cards([case], language).split("page-break-before:always")[1:]
    assert case.goal.in_(language) in words_of(provider)
    assert case.facts.in_(language)[0] in words_of(provider)
    for line in (case.hidden.goal.in_(language), *case.hidden.calms.in_(language), *case.hidden.if_asked.in_(language)):
        assert line in words_of(customer)
        assert line not in words_of(provider)
    assert case.goal.in_(language) not in words_of(customer)


def test_a_case_without_a_hidden_part_says_so():
    assert "has no hidden part" in words_of(pages.case_cards([sample()], "en"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_observation_sheet_has_every_skill_stage_and_card(language):
    one = session(language)
    text = words_of(pages.observation_sheets(one, cases(), language))
    assert text.count(label_name("empathy", language)) == len(one.scenes)
    for item in ITEMS:
        if item not in CARDS:
            assert label_name(item, language) in text
    assert all(stage_name(stage, language) in text for stage in STAGES)
    assert load_case("school-refund").title.in_(language) in text
    assert one.name_of(one.scenes[0].providers[0]) in text
    blank = msgspec.structs.replace(one, scenes=())
    assert "____" in pages.observation_sheets(blank, {}, language)


def test_the_timetable_adds_up():
    one = session()
    text = words_of(pages.timetable(one, "en"))
    assert "0:00 Attitude survey 5" in text
    assert "0:45 Scene 1 · Team 1: Play 8" in text
    minutes = sum(step.seconds for step in one.steps) / 60
    assert f"{int(minutes // 60)}:{int(minutes % 60):02} In all" in text


def test_the_plan_names_everybody():
    text = words_of(pages.plan(session(), cases(), "en"))
    assert all(text.count(name) == 2 for name in ("Ann", "Bob", "Carol", "David", "Erin", "Frank"))  # in a team, in a scene


def test_the_surveys_answers_are_not_on_the_sheet():
    assert "four per cent" not in pages.survey("en")
    assert "four per cent" in pages.survey_answers("en")
    assert "本程序" in pages.survey_answers("zh")


def test_nothing_typed_is_markup():
    hostile = "<img src=x>\u202e"
    one = session(people="Ann & Co, <b>Bob</b>, Carol, David, Erin, Frank")
    one = msgspec.structs.replace(one, title=hostile, teams=tuple(msgspec.structs.replace(team, name=hostile) for team in one.teams))
    for handout in HANDOUTS:
        html = handout_html(handout, one, cases(), "en")
        assert "<img" not in html and "<b>Bob" not in html and "\u202e" not in html


def test_no_cases_no_cards():
    assert handout_pdf("cards", session(cases=()), {}, language="en") is None


@pytest.mark.parametrize(("language", "paper"), [("zh", "letter"), ("en", "a4"), pytest.param("zh", "a4", marks=pytest.mark.slow), pytest.param("en", "letter", marks=pytest.mark.slow)])
def test_each_sheet_has_the_pages_it_is_meant_to_have(language, paper):
    """All cards, a scene's sheet and the single pages in one document: printing costs a process."""
    one = session(language, people="Ann, Bob, Carol, David", names=("A", "B"), scenes=2)
    every_card = pages.case_cards([load_case(summary.id) for summary in list_cases()], language)
    rest = (
        pages.observation_sheets(one, cases(), language) + pages.mot_sheet(one, language) + pages.timetable(one, language)
        + pages.plan(one, cases(), language) + pages.survey(language) + pages.survey_answers(language)
    )  # fmt: skip
    content = printed(pages.document(every_card + rest), title="handouts", paper=paper)
    assert page_count(content) == 2 * len(list_cases()) + 2 * 2 + 5
    size = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", content)
    assert [round(float(part)) for part in size.groups()] == ([595, 842] if paper == "a4" else [612, 792])
    assert ("观" if language == "zh" else "O") in letters(content)
