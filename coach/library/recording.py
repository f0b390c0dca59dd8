"""The sound of a call: only what was recorded here, or copied here, belongs to the library."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coach.model import Scorecard
from coach.paths import ABOUT_PRACTICE, ABOUT_RECORDING, attempts_folder, recordings_folder

if TYPE_CHECKING:
    from sqlite_utils import Database


def recording_name(scorecard: Scorecard) -> str | None:
    """Where in the recordings folder the call's sound lies, with `/`; None when it is a file of the user's own, elsewhere."""
    if scorecard.audio is None:
        return None
    path, folder = (Path(os.path.realpath(each)) for each in (scorecard.audio.path, recordings_folder()))
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) and path != folder else None


def recording_files(name: str) -> tuple[Path, ...]:
    """The sound and the files about it, those that are there; none when the name leads out of the recordings folder."""
    path = _inside(name)
    files = (path, path.with_suffix(ABOUT_RECORDING), path.with_suffix(ABOUT_PRACTICE)) if path else ()
    return tuple(file for file in dict.fromkeys(files) if file.is_file())


def longest_judged(db: Database, names: Sequence[str]) -> tuple[int, Scorecard] | None:
    """Of these files of the recordings folder the longest that a call was made from: its place among them, and the call.

    None when no call was made from any, or those calls are in the bin.
    """
    from coach.library.store import get_call

    found = []
    for place, name in enumerate(names):
        row = db.execute("select uid from calls where recording = ? and binned_at is null order by id desc", [name]).fetchone()
        if row:
            found.append((place, get_call(db, row[0])))
    return max(found, key=lambda one: one[1].duration_s or 0.0, default=None)


def attempt_files(call_uid: str) -> tuple[Path, ...]:
    """Every file of the answers that were tried again for the call; none when nobody did."""
    folder = attempts_folder(call_uid)
    return tuple(sorted(file for file in folder.iterdir() if file.is_file())) if folder.is_dir() else ()


def sound_of(db: Database, uid: str) -> Path | None:
    """The call's sound: in the recordings folder, wherever that lies by now, else the file it was made from.

    None when neither is there. Raises UserError when there is no such call.
    """
    from coach.library.store import call_id, get_call

    ((recording,),) = db.execute("select recording from calls where id = ?", [call_id(db, uid)])
    if recording:
        path = _inside(recording)
    else:
        audio = get_call(db, uid).audio
        path = Path(audio.path) if audio else None
    return path if path and path.is_file() else None


def _inside(name: str) -> Path | None:
    folder = Path(os.path.realpath(recordings_folder()))
    path = Path(os.path.realpath(folder / name))
    return path if path.is_relative_to(folder) and path != folder else None
