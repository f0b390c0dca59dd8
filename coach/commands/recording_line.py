"""A running recording in the terminal: one line that says it all, and the keys that steer it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from coach.commands.keys import pressed_keys
from coach.commands.words import say
from coach.interface import interface_language
from coach.report.format import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.errors import UserError
    from coach.recording.level import Level
    from coach.recording.messages import Status
    from coach.recording.recorder import Recorder

LOOK_S = 0.1
BAR_CELLS = 20
BAR_DB = 60.0  # the bar's empty end


def watch(recorder: Recorder, *, limit_s: float) -> Status:
    """Show the recording until it ends; Ctrl-C, q or Enter stop it. Raises UserError when it could not begin."""
    shown = _Shown(limit_s)
    try:
        with pressed_keys() as keys:
            status = recorder.status()
            while status.state != "ended":
                shown.show(status)
                for key in keys():
                    if key in "q\r\n":
                        return recorder.stop()
                    _obey(recorder, status, key)
                status = recorder.wait(LOOK_S)
        return status
    except KeyboardInterrupt:
        return recorder.stop()
    finally:
        shown.clear()


def _obey(recorder: Recorder, status: Status, key: str) -> None:
    if key == " ":
        recorder.go_on() if status.state == "paused" else recorder.pause()
    elif key == "m":
        recorder.mark()


class _Shown:
    """What is on the terminal; on anything else only what happens is said, a line each."""

    def __init__(self, limit_s: float) -> None:
        self._limit_s = limit_s
        self._is_terminal = sys.stderr.isatty()
        self._has_begun = False
        self._said: UserError | None = None

    def show(self, status: Status) -> None:
        if status.state != "starting" and not self._has_begun:
            self._has_begun = True
            self._say_begin()
        if status.problem and not self._said:
            self._said = status.problem
            self.clear()
            click.echo(status.problem.in_(interface_language()), err=True)
        if self._is_terminal and self._has_begun:
            click.echo("\r" + recording_line(status, self._limit_s) + "\x1b[K", nl=False, err=True)

    def clear(self) -> None:
        if self._is_terminal and self._has_begun:
            click.echo("\r\x1b[K", nl=False, err=True)

    def _say_begin(self) -> None:
        click.echo(
            say(
                zh="● 正在录音（凡是会被录到的人都应当知道）。按 Ctrl-C 停止，录到的都会保存。",
                en="● Recording (everybody who can be heard should know). Ctrl-C stops it and keeps everything.",
            ),
            err=True,
        )
        if self._is_terminal and sys.stdin.isatty():
            keys = say(zh="空格：暂停/继续　m：标记此刻　q：停止", en="space: pause, go on   m: mark this moment   q: stop")
            click.echo(keys, err=True)


def recording_line(status: Status, limit_s: float) -> str:
    """State, time of the whole, a bar for each channel, and what there is to know."""
    state = {
        "starting": say(zh="○ 正在打开麦克风", en="○ opening the microphone"),
        "recording": say(zh="● 录音中", en="● recording"),
        "paused": say(zh="‖ 已暂停", en="‖ paused"),
        "ended": say(zh="■ 已停止", en="■ stopped"),
    }[status.state]
    parts = [state, f"{clock(status.elapsed_s)} / {clock(limit_s)}", *bars(status.levels)]
    if status.moments:
        parts.append(say(zh=f"标记 {len(status.moments)}", en=f"marks {len(status.moments)}"))
    if status.overflows:
        parts.append(say(zh=f"丢失 {status.overflows} 次", en=f"sound lost {status.overflows}×"))
    return "  ".join(parts)


def bars(levels: Sequence[Level]) -> list[str]:
    """A bar for each channel: the loudest sample, -60 to 0 dB."""
    names = [""] if len(levels) < 2 else [say(zh="客服 ", en="rep "), say(zh="客户 ", en="customer ")]
    return [f"{name}{_bar(level.peak_db)} {level.peak_db:4.0f} dB" for name, level in zip(names, levels)]


def _bar(peak_db: float) -> str:
    full = round(BAR_CELLS * min(1.0, max(0.0, 1 + peak_db / BAR_DB)))
    return "█" * full + "░" * (BAR_CELLS - full)

