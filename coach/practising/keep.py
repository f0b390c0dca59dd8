"""An ended recording becomes a sound file of the user's and the options to analyse it with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coach.analyse import Options
from coach.errors import UserError
from coach.paths import ABOUT_PRACTICE, recordings_folder
from coach.practising.customer_channel import CustomerColumn
from coach.practising.practice import Practice, read_practice, write_practice
from coach.recording.finish import finish, new_target
from coach.recording.layout import read_about
from coach.recording.recovery import name_of

if TYPE_CHECKING:
    from coach.recording.finish import Finished


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A kept practice call; `finished` says how long it is and what happened."""

    path: Path
    title: str
    options: Options
    finished: Finished


def keep_recording(folder: Path, *, title: str, target: Path | None = None) -> Recorded:
    """Finish the recording in `folder`, as `target` or among the recordings by its name or its time; `title` is for one of which nobody knows what it was for.

    UserError as in `coach.recording.finish.finish`: the folder then stays, but for a recording without any sound.
    """
    about, practice = read_about(folder), read_practice(folder)
    target = target or named_target(folder) or new_target(recordings_folder(), about.started_at)
    try:
        finished = _finish_with(practice, folder, target) if practice else finish(folder, target)
    except UserError as error:
        raise (_not_lost(error) if folder.exists() else error) from error
    return Recorded(
        path=target,
        title=practice.title if practice else title,
        options=_options(practice, finished.channels),
        finished=finished,
    )


def named_target(folder: Path) -> Path | None:
    """Where the recording in `folder` goes when it has a name that is still free."""
    name = name_of(folder)
    target = recordings_folder() / f"{name}.flac" if name else None
    return None if target is None or target.exists() else target


def _finish_with(practice: Practice, folder: Path, target: Path) -> Finished:
    """What was practised is beside the sound before the folder goes: ended in between, the next start has all of it once more."""
    beside = target.with_suffix(ABOUT_PRACTICE)
    write_practice(beside, practice)
    lines = practice.heard_lines
    try:
        return finish(folder, target, customer=(lambda rate_hz: CustomerColumn(lines, rate_hz)) if lines else None)
    except UserError:
        beside.unlink(missing_ok=True)
        raise


def _not_lost(error: UserError) -> UserError:
    return UserError(
        zh=f"{error.in_('zh')}录音没有丢，原始声音还在磁盘上：解决以后，在“练习”里点“取回并评分”，或运行 `redcard record --recover`。",
        en=f"{error.in_('en')} The recording is not lost, its raw sound is still on disk: mend that, then choose “Keep and score it” "
        "under Practise, or run `redcard record --recover`.",
    )


def _options(practice: Practice | None, channels: int) -> Options:
    if practice is None:
        return Options(rep="left" if channels == 2 else "auto")
    alone = practice.customer in ("aloud", "text", "nobody")
    rep = "left" if channels == 2 else "only" if alone else "auto"
    return Options(rubric=practice.rubric, language=practice.language, rep=rep)
