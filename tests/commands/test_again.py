"""`redcard again`, `redcard livelier`: a real recording through a real (virtual) microphone, and sentences where nothing can be done."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
import soundfile

from coach.again.keep import attempts_of
from coach.audio.track import TRACK_RATE_HZ
from coach.errors import UserError
from coach.library.store import open_library, save_call
from coach.model import AudioInfo
from coach.report.cards import build_cards
from tests.again.calls import at, attempt, kept_call, kind_answer
from tests.again.test_keep import put
from tests.commands.run import redcard
from tests.commands.test_record import wait_for_seconds
from tests.paths import ROOT


@pytest.fixture
def card(tmp_path, data_folder, monkeypatch):
    monkeypatch.setenv("REDCARD_LANG", "en")
    return kept_call(tmp_path)


def number_of(card, finding) -> int:
    return next(one.number for one in build_cards(card, "en") if one.uid == finding.uid)


def test_earlier_answers_are_listed(card):
    finding = at(card, "missed", "empathy", 2)
    put(card.uid, attempt(finding, met=True))
    put(card.uid, attempt(at(card, "red_card", "irresponsible", 4), met=True, sound="b.flac"))
    printed = redcard("again", card.uid, number_of(card, finding), "--list")
    assert printed.count("2026-03-01") == 1
    assert "then  Calm down. You have to wait.\n    Missed Empathy" in printed
    assert printed.rstrip().endswith("Done: it is as it should be.")


def test_a_card_that_is_not_there_is_one_sentence(card):
    with pytest.raises(UserError, match="no card “99”"):
        redcard("again", card.uid, "99")


def test_a_call_without_sound_cannot_be_livelier(card, tmp_path):
    with pytest.raises(UserError, match="no sound"):
        redcard("livelier", card.uid, "3", tmp_path / "out.wav")
    assert not (tmp_path / "out.wav").exists()


def test_a_turn_is_written_flat_and_then_livelier(card, tmp_path):
    sound = tmp_path / "call.wav"
    soundfile.write(sound, np.concatenate([np.zeros(TRACK_RATE_HZ, np.float32), kind_answer()]), TRACK_RATE_HZ)
    turns = (*card.turns[:2], replace(card.turns[2], start_s=1.0, end_s=7.0), *card.turns[3:])
    audio = AudioInfo(path=str(sound), sha256="0" * 64, sample_rate_hz=TRACK_RATE_HZ, channels=1)
    with open_library() as db:
        save_call(db, replace(card, turns=turns, audio=audio, duration_s=7.0), title="x")
    printed = redcard("livelier", card.uid, "3", tmp_path / "out.wav", "--strength", "2")
    before, after = (float(each) for each in re.search(r"variation: ([\d.]+) → ([\d.]+)", printed).groups())
    assert after > 1.5 * before
    assert soundfile.info(tmp_path / "out.wav").duration == pytest.approx(2 * 6.15 + 0.6, abs=0.2)
    with pytest.raises(UserError, match="itself an input"):
        redcard("livelier", card.uid, "3", sound)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="the virtual microphones are PulseAudio's")
def test_an_answer_is_recorded_heard_and_judged(card, sound, tmp_path):
    path = tmp_path / "answer.wav"
    soundfile.write(path, np.concatenate([kind_answer(), np.zeros(60 * TRACK_RATE_HZ, np.float32)]), TRACK_RATE_HZ)
    finding = at(card, "missed", "empathy", 2)
    process = subprocess.Popen(
        [sys.executable, "-m", "coach.cli", "again", card.uid, str(number_of(card, finding)), "--device", "rep_mic"],
        cwd=ROOT, text=True, encoding="utf-8", env={**os.environ, "REDCARD_LANG": "en"},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    wait_for_seconds(0.1, process)
    sound.play(path)
    wait_for_seconds(8.0, process)
    process.send_signal(signal.SIGINT)
    printed, told = process.communicate(timeout=300)
    assert process.returncode == 0, told
    assert "customer: My phone is dead again" in printed
    assert "Strength Empathy" in printed
    (made,) = attempts_of(card.uid)
    assert made.judged.met
