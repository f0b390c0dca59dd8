"""`redcard drill`: from the library's calls to answers that come back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from coach.cli import cli
from coach.practice.drill_file import load_drill
from tests.commands.run import redcard, save_transcript

CALL = (
    "rep: Good morning, Sam speaking, how can I help?",
    "customer: My internet has been down for three days and I'm furious!",
    "rep: You have to calm down. That's not my department.",
    "customer: Fine.",
    "rep: Goodbye.",
)


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("REDCARD_LANG", "en")


def typed(text: str, *words: str) -> str:
    return CliRunner().invoke(cli, ["drill", *words], input=text, catch_exceptions=False, standalone_mode=False).stdout


def test_nothing_yet():
    assert "nothing to drill yet" in typed("")


def test_a_bad_answer_a_good_one_and_the_deleted_call(tmp_path):
    call = save_transcript(tmp_path, "call.txt", *CALL)
    text = typed("\nCalm down, please.\n")
    assert "customer: My internet has been down for three days and I'm furious!" in text
    assert "Red card: " in text
    assert "You could say: " in text
    first = load_drill().items
    (bad,) = (item for item in first if item.tries)
    assert bad.due == date.today() + timedelta(days=1)
    assert "Nothing to answer today" in typed("") or len(first) > 1
    assert "nothing to drill yet" in typed("", "--rep-name", "Nobody")
    redcard("library", "delete", call)
    assert "nothing to drill yet" in typed("")
    assert load_drill().items == ()


def test_a_good_answer_waits_longer(tmp_path):
    save_transcript(tmp_path, "call.txt", *CALL)
    text = typed("I'm so sorry, that must be really frustrating. I'll look into it myself right now.\n")
    assert "Good. This time it is there: Empathy; and no red card." in text
    assert max(item.due for item in load_drill().items) >= date.today() + timedelta(days=2)


def test_the_rep_overrules_the_verdict(tmp_path):
    save_transcript(tmp_path, "call.txt", *CALL)
    text = typed("Calm down, please.\n/good\n")
    assert text.count("It comes back tomorrow.") == 1
    assert [item.due for item in load_drill().items if item.tries] == [date.today() + timedelta(days=2)]
