"""The example calls that come with the product: `recordings/manifest.toml` read into values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from coach.errors import UserError
from coach.model import Language, Role, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One bundled call. `channels[i]` is who speaks on channel i; `provenance` says whose voices they are.

    `shows` is what to look for; `demo` marks the call that `redcard demo` takes in its language.
    """

    id: str
    language: Language
    quality: Literal["good", "bad"]
    title: Text
    path: Path
    transcript: Path
    channels: tuple[Role, ...]
    duration_s: float
    sample_rate_hz: int
    human_voiced: bool
    demo: bool
    licence: str
    provenance: Text
    shows: Text
    sha256: str

    @property
    def rep(self) -> str:
        """Where the rep speaks, as `Options.rep` says it."""
        if len(self.channels) == 1:
            return "only"
        return "left" if self.channels[0] == "rep" else "right"


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    file: str
    transcript: str
    language: Language
    quality: Literal["good", "bad"]
    channels: tuple[Role, ...]
    human_voiced: bool
    duration_s: float
    sample_rate_hz: int
    sha256: str
    licence: str
    title: Text
    shows: Text
    provenance: Text
    demo: bool = False


class _Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    example: tuple[_Entry, ...]


def examples() -> tuple[Example, ...]:
    """Every example call, in the manifest's order."""
    folder = _folder()
    manifest = msgspec.toml.decode((folder / "manifest.toml").read_bytes(), type=_Manifest)
    return tuple(_example(entry, folder) for entry in manifest.example)


def example(example_id: str) -> Example:
    """The example called `example_id`. Raises UserError with the list of ids when there is none."""
    for found in examples():
        if found.id == example_id:
            return found
    known = ", ".join(found.id for found in examples())
    raise UserError(
        zh=f"没有名为“{example_id}”的示例录音；可用的有：{known}。",
        en=f'There is no example call named "{example_id}"; choose one of: {known}.',
    )


def demo_example(language: Language) -> Example:
    """The example that `redcard demo` takes in `language`."""
    return next(found for found in examples() if found.demo and found.language == language)


def _folder() -> Path:
    # Wheels are always unpacked, so that a package's resources are files on disk.
    from importlib.resources import files

    return Path(str(files("recordings")))


def _example(entry: _Entry, folder: Path) -> Example:
    values = {name: getattr(entry, name) for name in entry.__struct_fields__ if name != "file"}
    return Example(**{**values, "path": folder / entry.file, "transcript": folder / entry.transcript})
