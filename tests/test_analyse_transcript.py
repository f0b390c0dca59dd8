"""A transcript through the pipeline: the rep's name, and what is usual for that rep."""

from __future__ import annotations

import pytest

from coach.analyse import Options, analyse_transcript
from coach.model import Baseline
from coach.rubric.load import load_rubric
from coach.uid import spoken_uid


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "call.srt"
    path.write_text(
        "1\n00:00:01,000 --> 00:00:03,000\nrep: Hello, this is Ann.\n\n2\n00:00:03,500 --> 00:00:06,000\ncustomer: Hi, it broke.\n\n"
        "3\n00:00:06,500 --> 00:00:09,000\nrep: What happened?\n\n4\n00:00:09,500 --> 00:00:12,000\nrep: I'll call you by noon.\n",
        encoding="utf-8",
    )
    return path


def test_the_rep_gets_the_name_and_nobody_else(path):
    card = analyse_transcript(path, Options(rep_name="Ann Lee")).scorecard
    assert {speaker.id: speaker.name for speaker in card.speakers} == {"rep": "Ann Lee", "customer": None}
    assert {speaker.name for speaker in analyse_transcript(path, Options()).scorecard.speakers} == {None}
    assert card.uid == analyse_transcript(path, Options()).scorecard.uid


def test_the_rubric_comes_along(path):
    assert analyse_transcript(path, Options()).rubric == load_rubric("service-cycle")


def test_what_is_usual_is_asked_for_this_very_call(path):
    asked = []

    def usual(language: str, said: str) -> dict[str, Baseline]:
        asked.append((language, said))
        return {}

    card = analyse_transcript(path, Options(), usual=usual).scorecard
    assert asked == [("en", spoken_uid(None, card.turns))]
