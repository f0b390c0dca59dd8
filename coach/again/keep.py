"""Answers kept beside their call: each a sound and a small JSON file, private, never changed, gone with the call."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from coach.again.attempt import VERSION, Attempt
from coach.again.judge import judge_answer
from coach.again.moment import Moment, moment_of
from coach.errors import UserError
from coach.files import read_at_most, write_private
from coach.model import Baseline, Scorecard
from coach.paths import ABOUT_ATTEMPT, attempts_folder, private_folder

if TYPE_CHECKING:
    from coach.hearing.transcribe import Mode
    from coach.hearing.worker import HearingWorker
    from coach.recording.layout import Source
    from coach.rubric.format import Rubric

SHORTEST_S = 0.3  # of a recording: less has no word in it
MOST_BYTES = 5_000_000  # of an answer's file; one of a minute has about 100 kB


def answer_again(call_uid: str, finding_uid: str, folder: Path, worker: HearingWorker, *, mode: Mode = "fast") -> Attempt:
    """The ended recording in `folder` (coach/recording), kept as a new answer to a finding's moment: heard, measured, judged.

    By the rubric that the call was scored with; the call itself stays as it is. NothingSaid when nothing was (`folder` is
    deleted then), UserError when the call or the finding is not there, the worker died, or the disk refuses: then `folder`
    stays, and is offered at the next start like any interrupted recording.
    """
    from coach.again.hear import NothingSaid, hear_answer
    from coach.recording.finish import finish, new_target
    from coach.recording.layout import read_about
    from coach.rubric.again import is_traditional

    scorecard, rubric, baseline = _call(call_uid)
    moment = moment_or_refuse(scorecard, finding_uid)
    about = read_about(folder)
    try:
        with _sound_of(folder, about.sources[0]) as path:
            traditional = is_traditional(scorecard)
            said = hear_answer(path, worker=worker, language=scorecard.language, mode=mode, traditional=traditional)
    except NothingSaid:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    judged = judge_answer(scorecard, moment, said.text, rubric, baseline=baseline)
    place = attempts_folder(call_uid)
    private_folder(place.parent)
    private_folder(place)
    made_at = about.started_at
    sound = new_target(place, made_at)
    finish(folder, sound)
    attempt = Attempt(
        made_at=made_at, finding=finding_uid, turn=moment.turn.uid, sound=sound.name, said=said, judged=judged
    )
    write_private(sound.with_suffix(ABOUT_ATTEMPT), msgspec.json.format(msgspec.json.encode(attempt)))
    return attempt


def moment_or_refuse(scorecard: Scorecard, finding_uid: str) -> Moment:
    """The finding's moment. Raises UserError where there is nothing to answer anew."""
    moment = moment_of(scorecard, finding_uid)
    if moment is None:
        raise UserError(
            zh=f"{finding_uid} 不是可以重来的时刻：请选一张红牌、黄牌或“错过的时刻”。",
            en=f"{finding_uid} is no moment that can be tried again: choose a red or yellow card, or a missed moment.",
        )
    return moment


def attempts_of(call_uid: str) -> tuple[Attempt, ...]:
    """The answers that were kept for a call, the oldest first; one whose file is damaged, or of a newer program, is left out."""
    folder = attempts_folder(call_uid)
    files = sorted(folder.glob(f"*{ABOUT_ATTEMPT}")) if folder.is_dir() else []
    found = (attempt for file in files if (attempt := _read(file)) is not None)
    return tuple(sorted(found, key=lambda attempt: (attempt.made_at, attempt.sound)))


def sound_of_attempt(call_uid: str, attempt: Attempt) -> Path | None:
    """Where its sound lies; None when it is not there any more."""
    file = attempts_folder(call_uid) / Path(attempt.sound).name
    return file if file.is_file() else None


@contextmanager
def _sound_of(folder: Path, source: Source) -> Iterator[Path]:
    """What was recorded from the rep's device, as a sound file for as long as it is heard. NothingSaid for less than SHORTEST_S."""
    import numpy as np
    import soundfile

    from coach.again.hear import NothingSaid
    from coach.audio.scratch import scratch_folder
    from coach.paths import work_folder
    from coach.recording.layout import frame_count, sound_file

    count = frame_count(folder, 0, source)
    if count < SHORTEST_S * source.rate_hz:
        raise NothingSaid()
    samples = np.fromfile(sound_file(folder, 0), "<i2", count=count * source.channels).reshape(-1, source.channels)
    with scratch_folder(work_folder()) as scratch:
        path = scratch / "answer.wav"
        soundfile.write(path, samples, source.rate_hz)
        yield path


def _call(uid: str) -> tuple[Scorecard, Rubric, Mapping[str, Baseline]]:
    from coach.kept import kept_rubric_of
    from coach.library.baseline import call_baseline
    from coach.library.store import get_call, open_library

    with open_library() as db:
        scorecard = get_call(db, uid)
        return scorecard, kept_rubric_of(db, scorecard), call_baseline(db, scorecard)


def _read(file: Path) -> Attempt | None:
    try:
        attempt = msgspec.json.decode(read_at_most(file, MOST_BYTES), type=Attempt)
    except (UserError, msgspec.MsgspecError, RecursionError):
        return None
    return attempt if attempt.version <= VERSION else None
