"""Voice prints: how a rep sounds, kept in the user's data folder when the rep asks for it, and deletable at any time.

A print is the mean vector of about 20 s of reading (`coach/speakers/encoder.py`), 256 numbers; the recording is not kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from coach.audio.track import Track
from coach.errors import UserError
from coach.files import write_private
from coach.model import Span
from coach.paths import data_folder, private_folder
from coach.speakers.encoder import SHA256, VECTOR_SIZE
from coach.uid import stable_uid

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

LEAST_SPEECH_S = 10.0
# Cosine of two recordings of one person 0.79 to 0.99 (ten people, one half through a telephone), of different people up to 0.78.
SAME_VOICE = 0.80
CLEARLY = 0.08  # by this much nearer than any other voice of the call


class VoicePrint(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`made` is when, in local time; `speech_s` how much speech it comes from; `encoder` the network's SHA-256."""

    name: str
    made: datetime
    speech_s: float
    encoder: str
    vector: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """`voice` of a call is that of the print `name`; `certainty` 0-1."""

    voice: str
    name: str
    certainty: float


def enrol(name: str, track: Track, speech: Sequence[Span]) -> VoicePrint:
    """Make and keep the print of the one person who speaks on `track`; an older one of that name is replaced.

    UserError when there is too little speech or more than one voice.
    """
    from coach.speakers.diarise import people
    from coach.speakers.windows import listen_to_voices

    speech_s = sum(span.duration_s for span in speech)
    if speech_s < LEAST_SPEECH_S:
        raise UserError(
            zh=f"只听到 {speech_s:.0f} 秒说话声，做声纹至少要 {LEAST_SPEECH_S:.0f} 秒：请朗读大约 20 秒再试。",
            en=f"Only {speech_s:.0f} s of speech were heard and a voice print needs {LEAST_SPEECH_S:.0f} s: read aloud for about "
            "20 s and try again.",
        )
    found = people(listen_to_voices(track, speech), speech)
    if found.count > 1:
        raise UserError(
            zh=f"录音里有 {found.count} 个人的声音，声纹只能属于一个人：请换一段只有本人说话的录音。",
            en=f"The recording has {found.count} voices and a voice print belongs to one person: use a recording of that person alone.",
        )
    vector = tuple(float(value) for value in found.voices[0])
    made = VoicePrint(name=name, made=datetime.now().astimezone(), speech_s=speech_s, encoder=SHA256, vector=vector)
    write_private(_file(name), msgspec.json.format(msgspec.json.encode(made)))
    return made


def voice_prints() -> tuple[VoicePrint, ...]:
    """All prints by name. UserError for a damaged file."""
    return tuple(sorted((_read(path) for path in _folder().glob("*.json")), key=lambda each: each.name))


def delete_print(name: str) -> None:
    """Delete the print of that name; UserError when there is none."""
    if not _file(name).is_file():
        names = [each.name for each in voice_prints()]
        raise UserError(
            zh=f"没有“{name}”的声纹：" + (f"已有的是 {'、'.join(names)}。" if names else "还没有存过声纹，可用 `redcard voice enrol` 建立。"),
            en=f"There is no voice print of “{name}”: " + (f"there are {', '.join(names)}." if names else "none was made yet; `redcard voice enrol` makes one."),
        )
    _file(name).unlink()


def usable_prints(only: str | None = None) -> dict[str, np.ndarray]:
    """The vectors by name, of the person `only` if given; prints of another encoder are left out."""
    import numpy as np

    return {
        each.name: np.array(each.vector, dtype=np.float32)
        for each in voice_prints()
        if each.encoder == SHA256 and len(each.vector) == VECTOR_SIZE and only in (None, each.name)
    }


def whose_print(voices: Mapping[str, np.ndarray], prints: Mapping[str, np.ndarray]) -> Known | None:
    """The voice of a call that fits a print clearly better than the others; None without one."""
    best: Known | None = None
    for name, vector in prints.items():
        nearness = sorted(((float(voice @ vector), person) for person, voice in voices.items()), reverse=True)
        if not nearness:
            continue
        (first, person), second = nearness[0], nearness[1][0] if len(nearness) > 1 else -1.0
        if first >= SAME_VOICE and first - second >= CLEARLY and (best is None or first > best.certainty):
            best = Known(person, name, min(0.99, first))
    return best


def _folder() -> Path:
    return private_folder(data_folder() / "voice-prints")


def _file(name: str) -> Path:
    return _folder() / f"{stable_uid('voice', name)}.json"


def _read(path: Path) -> VoicePrint:
    try:
        return msgspec.json.decode(path.read_bytes(), type=VoicePrint)
    except (msgspec.MsgspecError, OSError) as error:
        raise UserError(
            zh=f"声纹文件 {path} 读不出来（{error}）：请删掉它，需要时重新建立声纹。",
            en=f"The voice print {path} cannot be read ({error}): delete it, and enrol again if you need it.",
        ) from error
