"""Whatever a transcript holds: a scorecard, or one sentence for the user."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.analyse import Options, score_transcript
from coach.errors import UserError
from coach.report.consistency import first_problem
from coach.report.json import from_json, to_json

PREFIXES = ("rep: ", "customer: ", "客服：", "客户:", "Agent ： ", "[00:12] rep: ", "[1:02:03.5]客户：", "[99:99] rep: ", "bob: ", "", " ")
CUES = ("WEBVTT", "1", "00:00:01,000 --> 00:00:02,500", "01:02.000 --> 01:01.000", "<v Rep>Hi <v Customer>Oh", "<i>rep: so</i>")
PIECES = (
    "You have to calm down!", "您先别激动，这不归我管。", "I'm furious", "嗯", "\u202e\u200b", "𝓗𝓮𝓵𝓵𝓸", "a" * 3000, "好" * 3000, "{}[]\"'\\", "%s{0}", "¿", "🙂",
    "那个" * 200, "um, " * 200, "12:30", "\t",
)  # fmt: skip
TEXTS = st.sampled_from(PIECES) | st.text(max_size=60)
LINES = st.lists(st.tuples(st.sampled_from(PREFIXES), TEXTS).map("".join) | st.sampled_from(CUES) | TEXTS, max_size=12)
TIMES_S = st.floats(-2, 100) | st.floats(allow_nan=False)
WORD = st.fixed_dictionaries({"start_s": TIMES_S, "end_s": TIMES_S, "text": TEXTS, "probability": st.floats(0, 1)})
TURN = st.fixed_dictionaries(
    {
        "uid": st.text(max_size=4),
        "index": st.integers(-5, 5),
        "speaker": st.text(max_size=4),
        "role": st.sampled_from(["rep", "customer", "observer", "unknown"]),
        "start_s": st.none() | TIMES_S,
        "end_s": st.none() | TIMES_S,
        "text": TEXTS,
        "words": st.lists(WORD, max_size=2),
    }
)
EXTRA = st.fixed_dictionaries({}, optional={"language": st.sampled_from(["zh", "en", "fr", None]), "duration_s": st.none() | TIMES_S})
OPTIONS = st.builds(Options, language=st.sampled_from(["zh", "en", "auto"]), rep=st.sampled_from(["auto", "only", "rep", "x"]))
FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "call.txt"


def sound_or_said(file: Path, content: bytes, options: Options) -> None:
    file.write_bytes(content)
    try:
        card = score_transcript(file, options)
    except UserError as error:
        assert error.text.zh.strip() and error.text.en.strip()
        return
    assert card.score is None or 0 <= card.score <= 100
    assert first_problem(card) is None
    assert from_json(to_json(card)) == card


@FUZZ
@given(content=st.binary(max_size=400), options=OPTIONS)
def test_any_bytes(file, content, options):
    sound_or_said(file, content, options)


@FUZZ
@given(lines=LINES, options=OPTIONS, end=st.sampled_from(["\n", "\r\n", "\r", "\n\n"]), encoding=st.sampled_from(["utf-8", "utf-16", "gb18030"]))
def test_any_lines(file, lines, options, end, encoding):
    sound_or_said(file, end.join(lines).encode(encoding, "replace"), options)


@FUZZ
@given(turns=st.lists(TURN, max_size=8), options=OPTIONS, extra=EXTRA)
def test_any_saved_turns(file, turns, options, extra):
    sound_or_said(file, json.dumps({"schema_version": 1, "turns": turns, **extra}).encode(), options)
