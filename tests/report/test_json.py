import json
import re
from dataclasses import replace

import jsonschema
import pytest

from coach.errors import UserError
from coach.model import SCHEMA_VERSION, Curve, Promise
from coach.report.json import MAX_BYTES, from_json, to_json, to_json_pretty
from coach.report.schema import scorecard_schema
from tests.report.sample import hostile, long_call, minimal, sample

CARDS = {"en": sample("en"), "zh": sample("zh"), "text": minimal(), "hostile": hostile()}


@pytest.mark.parametrize("name", CARDS)
def test_what_is_written_is_read_back_the_same(name):
    assert from_json(to_json(CARDS[name])) == CARDS[name]
    assert from_json(to_json_pretty(CARDS[name])) == CARDS[name]


@pytest.mark.parametrize("name", CARDS)
def test_it_fits_the_published_schema(name):
    jsonschema.Draft202012Validator(scorecard_schema()).validate(json.loads(to_json(CARDS[name])))


def test_one_line_of_utf8_with_the_contracts_names():
    line = to_json(sample("zh"))
    data = json.loads(line)
    assert b"\n" not in line
    assert "您先别激动".encode() in line
    assert data["schema_version"] == SCHEMA_VERSION
    assert data["delivery"]["rep"]["pauses"][2] == {"start_s": 30.2, "end_s": 32.4, "class": "gap"}
    assert data["delivery"]["customer"]["pitch_range_st"] is None
    assert data["interplay"]["dead_air"] == [{"start_s": 37.2, "end_s": 42.8}]


def test_a_score_can_be_redone_by_hand():
    data = json.loads(to_json(sample("en")))
    counted = [row for row in data["criteria"] if row["applicable"]]
    again = 100 * sum(row["points"] for row in counted) / sum(row["max_points"] for row in counted)
    assert again == pytest.approx(data["score"])


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_that_is_not_finite_is_never_written(number):
    card = sample("en")
    curve = Curve(unit="Hz", times_s=(0.0,), values=(number,))
    rep = replace(card.delivery["rep"], curves={"f0_hz": curve})
    with pytest.raises(ValueError, match=r"scorecard\.delivery\.rep\.curves\.f0_hz\.values\[0\]"):
        to_json(replace(card, delivery={"rep": rep}))


def test_a_newer_version_is_named_as_such():
    newer = to_json(sample("en")).replace(b'"schema_version":1', b'"schema_version":2')
    with pytest.raises(UserError, match="newer version") as caught:
        from_json(newer)
    assert "更新的版本" in caught.value.text.zh


@pytest.mark.parametrize(
    ("data", "detail"),
    [
        (b"", "truncated"),
        (b"[]", "got `array`"),
        (b"{}", "schema_version"),
        (b'{"schema_version": 0}', "schema_version 0"),
        (b'{"schema_version": 1}', "missing required field `uid`"),
        (b"[" * 100_000, "Expected `object`"),
        (b"\xff\xfe", "malformed"),
        (b'{"schema_version": 1, "score": NaN}', "malformed"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_not_a_scorecard_is_a_sentence(data, detail):
    with pytest.raises(UserError) as caught:
        from_json(data)
    assert "not a sound scorecard" in caught.value.text.en
    assert detail in caught.value.text.en


def test_a_string_is_no_number():
    with pytest.raises(UserError, match="duration_s"):
        from_json(to_json(sample("en")).replace(b'"duration_s":98.2', b'"duration_s":"98.2"'))


def test_an_enormous_file_is_refused_before_it_is_read():
    with pytest.raises(UserError, match="too large"):
        from_json(b" " * (MAX_BYTES + 1))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda card: {"focus": "nothing"}, "focus: nothing does not exist"),
        (lambda card: {"score": 101.0}, "score: 101.0"),
        (lambda card: {"duration_s": -1.0}, "duration_s"),
        (lambda card: {"turns": card.turns + card.turns[:1]}, "turns: an id stands there twice"),
        (lambda card: {"speakers": card.speakers[:1]}, "turns.speaker: customer"),
        (lambda card: {"promises": (Promise(turn="gone", quote="", due=None),)}, "promises.turn: gone"),
        (lambda card: {"critical_failures": ("f-gone",)}, "critical_failures: f-gone"),
        (lambda card: {"turns": (replace(card.turns[0], end_s=0.1), *card.turns[1:])}, "turns: 0.6 to 0.1"),
        (
            lambda card: {
                "delivery": {
                    "rep": replace(card.delivery["rep"], curves={"x": Curve(unit="", times_s=(1.0,), values=())})
                }
            },
            "delivery.rep.curves.x: 1 times for 0 values",
        ),
    ],
)
def test_parts_that_do_not_fit_together_are_named(change, problem):
    card = sample("en")
    with pytest.raises(UserError, match=re.escape(problem)):
        from_json(to_json(replace(card, **change(card))))


def test_an_hours_call_is_far_below_the_limit():
    assert len(to_json(long_call(60))) < MAX_BYTES / 10
