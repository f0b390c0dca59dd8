"""Two files of one call, a side each, opened as one recording."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from coach.audio.channels import mix
from coach.audio.read import Recording, open_recording
from coach.audio.track import BYTES_PER_SAMPLE, Track
from coach.model import Note, Text

UNEVEN_S = 1.0  # a difference in length worth telling


@contextmanager
def open_pair(rep: Path, customer: Path, *, folder: Path | None = None) -> Iterator[Recording]:
    """The two files as tracks 0 and 1, taken to begin together; the shorter one is silent at its end.

    A file with two channels is mixed to one. Path and rate in `info` are the rep's, the SHA-256 is that of both files'. Errors and
    temporary files as in `open_recording`.
    """
    with ExitStack() as stack:
        sides = [stack.enter_context(open_recording(path, folder=folder)) for path in (rep, customer)]
        tracks = [mix(side.tracks) for side in sides]
        longest = max(track.sample_count for track in tracks)
        for track in tracks:
            os.truncate(track.path, longest * BYTES_PER_SAMPLE)  # longer files are filled with zeros
        together = tuple(Track(track.path, index, longest) for index, track in enumerate(tracks))
        both = hashlib.sha256("".join(side.info.sha256 for side in sides).encode()).hexdigest()
        notes = tuple(note for side in sides for note in side.notes)
        yield Recording(
            info=replace(sides[0].info, sha256=both, channels=2, customer_path=str(customer)),
            duration_s=together[0].duration_s,
            tracks=together,
            notes=notes + _uneven(sides[0].duration_s, sides[1].duration_s),
        )


def _uneven(rep_s: float, customer_s: float) -> tuple[Note, ...]:
    if abs(rep_s - customer_s) < UNEVEN_S:
        return ()
    return (
        Note(
            code="files_of_different_length",
            text=Text(
                zh=f"两个文件长度不同（客服 {rep_s:.0f} 秒，客户 {customer_s:.0f} 秒），按同时开始处理；如果不是同时开始，应答时间和抢话不准。",
                en=f"The two files differ in length (rep {rep_s:.0f} s, customer {customer_s:.0f} s) and are taken to begin together; "
                "if they do not, answer times and interruptions are wrong.",
            ),
        ),
    )
