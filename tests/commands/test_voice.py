from __future__ import annotations

import pytest

from coach.errors import UserError
from coach.examples import example
from tests.commands.run import redcard


def test_a_voice_print_is_made_shown_and_deleted(monkeypatch):
    monkeypatch.setenv("REDCARD_LANG", "en")
    assert "no voice prints" in redcard("voice", "show")
    assert "Sam Lee" in redcard("voice", "enrol", example("en-good-practice-refund").path, "--name", " Sam Lee ")
    assert redcard("voice", "show").startswith("Sam Lee\t")
    assert "deleted" in redcard("voice", "delete", "Sam Lee")
    assert "no voice prints" in redcard("voice", "show")


def test_a_name_is_needed():
    with pytest.raises(UserError):
        redcard("voice", "enrol", example("en-good-practice-refund").path, "--name", "  ")


@pytest.mark.parametrize("words", [["analyse"], ["analyse", "--rep-file", "a.wav"], ["analyse", "x.wav", "--rep-file", "a.wav", "--customer-file", "b.wav"]])
def test_either_recordings_or_the_two_files_of_one_call(words, monkeypatch):
    monkeypatch.setenv("REDCARD_LANG", "en")
    with pytest.raises(UserError, match="--customer-file together"):
        redcard(*words)
