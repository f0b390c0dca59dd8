"""What a trainer hands out, as data: the attitude survey, the do and don't list, red cards that are seen, the MOT score sheet.

The files are in `rubrics/exercise/`; a trainer's own, of the same name, in the data folder come first. docs/roleplay.md.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Literal, TypeVar, get_args

import msgspec

from coach.errors import UserError
from coach.exercise.marks import NON_VERBAL
from coach.files import read_at_most
from coach.model import Text
from coach.paths import data_folder
from coach.practice.format import Lines
from coach.toml.decode import Reading, decode
from coach.toml.mistakes import all_of_them
from coach.toml.syntax import parsed

MAX_BYTES = 100_000  # the bundled ones have about 5,000
Moment = Literal["explore", "offer", "act", "confirm", "voice"]
MOMENTS: tuple[Moment, ...] = get_args(Moment)

Minutes = Annotated[int, msgspec.Meta(ge=1, le=120)]


class SurveyItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`why` is for the talk afterwards: what the answer rests on."""

    statement: Text
    is_true: bool
    why: Text


class Survey(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`about` says whose it is: ours, or the course's."""

    title: Text
    about: Text
    minutes: Minutes
    items: Annotated[tuple[SurveyItem, ...], msgspec.Meta(min_length=1, max_length=30)]


class DoDont(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    title: Text
    about: Text
    do: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1, max_length=20)]
    dont: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1, max_length=20)]


class Sign(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of red card that is seen, with examples."""

    kind: Literal[NON_VERBAL]
    looks_like: Lines


class NonVerbal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    title: Text
    about: Text
    signs: Annotated[tuple[Sign, ...], msgspec.Meta(min_length=1, max_length=12)]


class MotRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    moment: Moment
    text: Text


class MotSheet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    title: Text
    about: Text
    rows: Annotated[tuple[MotRow, ...], msgspec.Meta(min_length=1, max_length=20)]


Sheet = TypeVar("Sheet", Survey, DoDont, NonVerbal, MotSheet)
_FILES = {Survey: "attitude-survey.toml", DoDont: "do-dont.toml", NonVerbal: "non-verbal.toml", MotSheet: "mot-sheet.toml"}


def load_sheet(kind: type[Sheet]) -> Sheet:
    """The trainer's own sheet of that kind, else the bundled one.

    Raises UserError with every mistake in the file, a line each: `file:line: field: what is wrong`.
    """
    name = _FILES[kind]
    own = data_folder() / "exercise" / name
    file: Traversable = own if own.is_file() else files("rubrics").joinpath("exercise", name)
    return parse_sheet(read_at_most(file, MAX_BYTES, name=name), kind, name)


def parse_sheet(data: bytes, kind: type[Sheet], name: str) -> Sheet:
    """The sheet in the bytes of a file called `name`; errors as for `load_sheet`."""
    if len(data) > MAX_BYTES:
        raise UserError(
            zh=f"{name} 超过 {MAX_BYTES // 1000} kB：请把它缩短。",
            en=f"{name} is larger than {MAX_BYTES // 1000} kB: make it shorter.",
        )
    text, table = parsed(data, name)
    reading = Reading()
    sheet = decode(table, kind, (), reading)
    if sheet is None:
        raise all_of_them(reading.mistakes, file=name, text=text)
    return sheet
