"""Answers beside their call: kept private, read again in order, gone with the call, in the backup, never in the score."""

from __future__ import annotations

import os
import zipfile

import msgspec
import numpy as np
import pytest

from coach.again.attempt import Attempt
from coach.again.hear import NothingSaid
from coach.again.keep import answer_again, attempts_of, sound_of_attempt
from coach.errors import UserError
from coach.files import write_private
from coach.hearing.models import model_files
from coach.hearing.worker import HearingWorker
from coach.library.backup import back_up
from coach.library.bin import delete_call, empty_bin, undelete_call
from coach.library.storage import parts
from coach.library.store import get_call, open_library
from coach.paths import ABOUT_ATTEMPT, attempts_folder, private_folder, unfinished_folder
from coach.recording.recovery import unfinished
from tests.again.calls import at, attempt, kept_call, kind_answer, recorded


def put(call_uid: str, made: Attempt) -> None:
    """An answer beside its call, with some sound."""
    folder = attempts_folder(call_uid)
    private_folder(folder.parent)
    private_folder(folder)
    (folder / made.sound).write_bytes(b"sound")
    write_private((folder / made.sound).with_suffix(ABOUT_ATTEMPT), msgspec.json.encode(made))


def test_nobody_tried_again(data_folder):
    assert attempts_of("call-1") == ()
    assert not attempts_folder("call-1").exists()


def test_answers_come_in_the_order_in_which_they_were_given_and_damaged_ones_are_left_out(tmp_path):
    card = kept_call(tmp_path)
    finding = at(card, "red_card", "commanding", 2)
    late = attempt(finding, met=True, made_at="2026-03-02T08:00:00+08:00", sound="a.flac")
    early = attempt(finding, met=False, made_at="2026-03-01T08:00:00+08:00", sound="b.flac")
    for each in (late, early):
        put(card.uid, each)
    folder = attempts_folder(card.uid)
    (folder / f"c{ABOUT_ATTEMPT}").write_text("{")
    (folder / f"d{ABOUT_ATTEMPT}").write_bytes(msgspec.json.encode({**msgspec.to_builtins(late), "version": 99}))
    assert attempts_of(card.uid) == (early, late)
    assert sound_of_attempt(card.uid, late) == folder / "a.flac"
    (folder / "a.flac").unlink()
    assert sound_of_attempt(card.uid, late) is None


def test_a_name_that_leads_elsewhere_is_looked_for_beside_the_call_only(tmp_path):
    card = kept_call(tmp_path)
    made = attempt(at(card, "red_card", "commanding", 2), met=True, sound="../../../library.db")
    assert sound_of_attempt(card.uid, made) is None
    assert attempts_folder("../../etc").parent == attempts_folder(card.uid).parent


def test_they_go_for_good_with_the_call_and_not_before(tmp_path):
    card = kept_call(tmp_path)
    put(card.uid, attempt(at(card, "red_card", "commanding", 2), met=True))
    put("call-other", attempt(at(card, "red_card", "commanding", 2), met=True))
    with open_library() as db:
        delete_call(db, card.uid)
        undelete_call(db, card.uid)
        assert attempts_of(card.uid)
        delete_call(db, card.uid)
        empty_bin(db)
    assert not attempts_folder(card.uid).exists()
    assert attempts_of("call-other")


def test_a_backup_has_them_and_the_storage_view_knows_whose_they_are(tmp_path):
    card = kept_call(tmp_path)
    put(card.uid, attempt(at(card, "red_card", "commanding", 2), met=True))
    back_up(tmp_path / "all.zip")
    names = zipfile.ZipFile(tmp_path / "all.zip").namelist()
    assert sum(name.startswith("recordings/attempts/") for name in names) == 2
    loose = {part.id: part.count for part in parts()}
    assert (loose["recordings"], loose["recordings_without_call"]) == (2, 0)
    put("call-other", attempt(at(card, "red_card", "commanding", 2), met=True))
    assert {part.id: part.count for part in parts()}["recordings_without_call"] == 2


class NoWorker:
    """Where it must not come to hearing."""


def test_what_is_no_moment_is_a_sentence_and_the_recording_stays(tmp_path):
    card = kept_call(tmp_path)
    folder = recorded(np.zeros(1600, dtype=np.float32))
    with pytest.raises(UserError, match="missed moment"):
        answer_again(card.uid, "finding-none", folder, NoWorker())
    with pytest.raises(UserError, match="no call"):
        answer_again("call-none", "finding-none", folder, NoWorker())
    assert folder.exists()


@pytest.mark.parametrize("count", [32_000, 1600, 0])
def test_silence_is_told_and_not_kept(tmp_path, count):
    card = kept_call(tmp_path)
    folder = recorded(np.zeros(count, dtype=np.float32))
    with pytest.raises(NothingSaid, match="Nothing that you said was heard"):
        answer_again(card.uid, at(card, "red_card", "commanding", 2).uid, folder, NoWorker())
    assert not attempts_folder(card.uid).exists()
    assert not folder.exists()


def test_when_the_hearing_dies_the_recording_stays_to_be_offered_again(tmp_path):
    card = kept_call(tmp_path)
    folder = recorded(kind_answer())
    with HearingWorker(model_files("base").folder) as worker:
        worker.kill()
        with pytest.raises(UserError):
            answer_again(card.uid, at(card, "red_card", "commanding", 2).uid, folder, worker)
    (left,) = unfinished(unfinished_folder())
    assert left.folder == folder
    assert attempts_of(card.uid) == ()


@pytest.mark.slow
def test_a_real_answer_is_heard_measured_judged_and_kept_and_the_call_stays(tmp_path):
    """An agent's recorded sentence, the real model: empathy is there, the red card gone, the score of the call as it was."""
    card = kept_call(tmp_path)
    finding = at(card, "missed", "empathy", 2)
    with HearingWorker(model_files("base").folder) as worker:
        made = answer_again(card.uid, finding.uid, recorded(kind_answer()), worker)
    assert "sorry" in made.said.text.casefold()
    assert made.judged.met
    assert "commanding" in {one.id for one in made.judged.gone}
    delivery = made.said.delivery
    assert 100 < delivery.speech_rate_per_min < 300
    assert delivery.pitch_range_st > 1
    assert attempts_of(card.uid) == (made,)
    for file in attempts_folder(card.uid).iterdir():
        assert os.name != "posix" or file.stat().st_mode & 0o077 == 0
    with open_library() as db:
        assert get_call(db, card.uid) == card
    assert list(unfinished_folder().iterdir()) == []
