"""A call read for the screen, and its sound made ready; both run beside the window."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coach.audio.track import Track
from coach.library.recording import sound_of
from coach.library.store import call_title, get_call, open_library
from coach.model import Scorecard, Text, Waveform

if TYPE_CHECKING:
    from collections.abc import Sequence

OUTLINE_STEP_S = 0.01  # so fine that the outline still has shape when four seconds fill the window
MAX_POINTS = 1_000_000  # 2 h 46 min at that step; a longer call has a coarser outline


@dataclass(frozen=True, slots=True)
class OpenedCall:
    """`machine`: as the program alone judged it, where that was asked for and a person changed something.

    `can_undo`, `can_redo`: whether there is a correction to take back, or to make again.
    """

    title: str
    scorecard: Scorecard
    machine: Scorecard | None = None
    can_undo: bool = False
    can_redo: bool = False


@dataclass(slots=True)
class OpenedSound:
    """Tracks that live until `close`. `warning` is what the listener should know, None when all is well.

    `moments_s`: those that were marked while it was recorded, in order.
    """

    tracks: Sequence[Track]
    outlines: Sequence[Waveform]
    warning: Text | None
    resources: ExitStack
    moments_s: tuple[float, ...] = ()

    def close(self) -> None:
        self.resources.close()


def read_call(uid: str, *, with_machine: bool = False) -> OpenedCall:
    """Raises UserError when there is no such call. `with_machine` takes about as long as judging it."""
    from coach.keep_correction import machines_card
    from coach.library.corrections import history

    with open_library() as db:
        scorecard, steps = get_call(db, uid), history(db, uid)
        machine = machines_card(db, scorecard) if with_machine else None
        return OpenedCall(call_title(db, uid), scorecard, machine, bool(steps.done), bool(steps.undone))


def open_sound_of(scorecard: Scorecard) -> OpenedSound:
    """The call's recording as tracks, wherever it lies by now, and an outline for each speaker.

    Without tracks, and with the reason, when there is no sound, or it is not there any more. Raises UserError when it is
    there and cannot be read, or the call is deleted.
    """
    from coach.apart import outlines_by_voice
    from coach.audio.pair import open_pair
    from coach.audio.read import open_recording
    from coach.audio.waveform import waveform
    from coach.recording.finish import moments_of
    from coach.report.format import file_name
    from ui.messages import MESSAGES

    def because(key: str, path: str = "") -> Text:
        name, text = file_name(path or scorecard.audio.path), MESSAGES[key]
        return Text(zh=text.zh.format(name=name), en=text.en.format(name=name))

    if scorecard.audio is None:
        return OpenedSound((), (), MESSAGES["no_sound_text"], ExitStack())
    with open_library() as db:
        path = sound_of(db, scorecard.uid)
    if path is None:
        return OpenedSound((), (), because("sound_missing"), ExitStack())
    second = scorecard.audio.customer_path
    if second and not Path(second).is_file():
        return OpenedSound((), (), because("sound_missing", second), ExitStack())
    with ExitStack() as stack:
        recording = stack.enter_context(open_pair(path, Path(second)) if second else open_recording(path))
        outlines = [
            waveform(track, points=min(MAX_POINTS, max(1, round(track.duration_s / OUTLINE_STEP_S))))
            for track in recording.tracks
        ]
        changed = recording.info.sha256 != scorecard.audio.sha256
        warning = because("sound_changed") if changed else None
        outlines = outlines_by_voice(scorecard, outlines)
        return OpenedSound(recording.tracks, outlines, warning, stack.pop_all(), tuple(sorted(moments_of(path))))
