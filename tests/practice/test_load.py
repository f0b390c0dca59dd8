"""The bundled cases, and a trainer's own before them."""

from __future__ import annotations

import re

import pytest

from coach.errors import UserError
from coach.model import STAGES
from coach.practice.format import TEMPERS, all_lines
from coach.practice.load import list_cases, load_case, own_cases_folder
from coach.rubric.load import list_rubrics
from tests.practice.sample import CASE

BUNDLED = ("airline-cancelled-flight", "bank-frozen-card", "clinic-moved-appointment", "hotel-noisy-room",
           "insurance-first-question", "internal-income-letter", "internal-late-figures", "internal-machine-waiting",
           "internal-rush-shipment", "it-desk-locked-out", "parcel-not-delivered", "school-refund", "shop-late-present",
           "telecom-roaming")  # fmt: skip
_HAN = re.compile(r"[\u4e00-\u9fff]")


def test_the_bundled_cases():
    summaries = list_cases()
    assert tuple(summary.id for summary in summaries) == BUNDLED
    assert all(summary.origin == "bundled" and summary.error is None for summary in summaries)
    assert {summary.temper for summary in summaries} == set(TEMPERS)
    assert {summary.rubric for summary in summaries} <= {rubric.id for rubric in list_rubrics()}
    assert len({summary.rubric for summary in summaries}) >= 6
    internal = [load_case(summary.id) for summary in summaries if summary.rubric == "internal-customer"]
    assert {case.style for case in internal} == {"analytical", "driving", "amiable", "expressive"}


@pytest.mark.parametrize("case_id", BUNDLED)
def test_a_bundled_case_is_whole_in_both_languages(case_id):
    case = load_case(case_id)
    assert case.languages == ("zh", "en")
    for language in case.languages:
        lines = dict(all_lines(case, language))
        assert len(lines) >= 50
        assert len(set(lines.values())) == len(lines), "a line is there twice"
        assert len(case.lines.rapport.of(case.temper).in_(language)) >= 2
        for stage in STAGES[1:]:
            assert sum(len(case.lines.of(stage).of(temper).in_(language)) for temper in TEMPERS) >= 3, stage
            assert case.lines.of(stage).calm.in_(language)
            assert case.lines.of(stage).annoyed.in_(language)
        for name in ("again", "nothing_fits", "vent"):
            assert len(getattr(case, name).in_(language)) >= 3
        assert all(case.closing.of(temper).in_(language) for temper in TEMPERS)
        assert all(case.stung.of(card).in_(language) for card in ("commanding", "irresponsible", "not_humble"))
        assert all(bool(_HAN.search(line)) == (language == "zh") for line in lines.values())
        assert len(case.facts.in_(language)) >= 4
        for name in ("calms", "angers", "if_asked"):
            each = getattr(case.hidden, name).in_(language)
            assert len(each) >= 3, name
            assert all(bool(_HAN.search(line)) == (language == "zh") for line in each)


def test_no_line_is_in_two_cases():
    seen: dict[str, str] = {}
    for case_id in BUNDLED:
        case = load_case(case_id)
        for language in case.languages:
            for key, line in all_lines(case, language):
                if len(line) > 25:  # short ones ("Okay, and then?") are everybody's
                    assert seen.setdefault(line, case_id) == case_id, f"{case_id} {key}: {line}"


def own(name: str, text: str) -> None:
    own_cases_folder().mkdir(parents=True, exist_ok=True)
    (own_cases_folder() / name).write_text(text, encoding="utf-8")


def test_an_own_case_hides_the_bundled_one_and_a_broken_one_blocks_no_other():
    own("mine.toml", CASE)
    own("school-refund.toml", CASE.replace('id = "mine"', 'id = "school-refund"'))
    own("broken.toml", "id = ")
    found = {summary.id: summary for summary in list_cases()}
    assert set(found) == {*BUNDLED, "mine", "broken"}
    assert (found["school-refund"].origin, found["school-refund"].title.en) == ("own", "Mine")
    assert found["mine"].languages == ("en",)
    assert found["broken"].error.en.startswith("broken.toml:1: ")
    assert load_case("school-refund").situation.en == "It broke"


def test_a_case_that_is_not_there():
    with pytest.raises(UserError, match="no case called “school-refunds” .did you mean school-refund.*choose one of airline"):
        load_case("school-refunds")
    with pytest.raises(UserError, match="nowhere.toml cannot be opened .No such file"):
        load_case("nowhere.toml")


def test_a_case_by_its_path(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(CASE, encoding="utf-8")
    assert load_case(file) == load_case(str(file))
    file.write_text("nonsense", encoding="utf-8")
    with pytest.raises(UserError, match=f"^{re.escape(str(file))}:1: "):
        load_case(file)
