"""`redcard record`: a recording from the microphone, kept whatever happens, and scored if asked for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.audio.track import MAX_HOURS
from coach.commands.recording_line import bars, watch
from coach.commands.score import analyse
from coach.commands.words import say
from coach.errors import UserError
from coach.interface import interface_language
from coach.report.format import clean, clock

if TYPE_CHECKING:
    from coach.recording.finish import Finished
    from coach.recording.messages import Status
    from coach.recording.recovery import Unfinished


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    help=say(
        zh="用麦克风录音，边录边写入磁盘。Ctrl-C 停止并保存。--analyse 之后可以加 analyse 的任何选项，例如 --rubric、--language、--html。",
        en="Record with the microphone, onto disk as it is spoken. Ctrl-C stops and keeps. After --analyse every option of "
        "analyse may follow, such as --rubric, --language or --html.",
    ),
)
@click.option("--device", metavar="NAME", help=say(zh="录音设备（名字或其中一段；default 是系统默认的）；下次会记住。", en="The device, by name or a part of it (default: the system's own); remembered for the next time."))
@click.option("--customer-device", metavar="NAME", help=say(zh="再录一个设备，作为客户的声道；同一个双声道设备写两次时，左声道是客服，右声道是客户。", en="Record a second device as the customer's channel; the same two-channel device named twice: left is the rep, right the customer."))
@click.option("--minutes", default=8.0, show_default=True, type=click.FloatRange(0, 60 * MAX_HOURS, min_open=True), help=say(zh="录多长，到时自动停止。", en="How long; it stops by itself then."))
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help=say(zh="存到哪里（.flac 或 .wav）；默认放在数据文件夹的 recordings 里。", en="Where to keep it (.flac or .wav); else in the data folder, under recordings."))
@click.option("--analyse", "is_analysed", is_flag=True, help=say(zh="录完就评分。", en="Score it when it has ended."))
@click.option("--devices", "lists_devices", is_flag=True, help=say(zh="列出录音设备，不录音。", en="List the recording devices and record nothing."))
@click.option("--check", "checks", is_flag=True, help=say(zh="检查麦克风：录三秒，说明声音大小是否合适，再放出来听；不保存。", en="Check the microphone: record three seconds, say whether the level is right, play them back, keep nothing."))
@click.option("--recover", "recovers", is_flag=True, help=say(zh="取回中断的录音（断电、崩溃、被关闭）。", en="Get interrupted recordings back (power cut, crash, closed from outside)."))
@click.pass_context
def record(
    context: click.Context,
    device: str | None,
    customer_device: str | None,
    minutes: float,
    out: Path | None,
    is_analysed: bool,
    lists_devices: bool,
    checks: bool,
    recovers: bool,
) -> None:
    if context.args and not is_analysed:
        raise click.NoSuchOption(context.args[0], ctx=context)
    if lists_devices:
        _list_devices()
    elif recovers:
        _recover(out)
    elif checks:
        _check(_microphone(device))
    else:
        _record(context, device, customer_device, 60 * minutes, out, is_analysed)


def _record(
    context: click.Context, device: str | None, customer_device: str | None, limit_s: float, out: Path | None, is_analysed: bool
) -> None:
    from datetime import datetime

    from coach.paths import recordings_folder, unfinished_folder
    from coach.recording.finish import check_target, finish, new_target
    from coach.recording.recorder import Recorder
    from coach.recording.recovery import new_folder

    target = out or new_target(recordings_folder(), datetime.now().isoformat(timespec="seconds"))
    check_target(target)
    rep = [] if "--rep" in context.args else ["--rep", "left" if customer_device else "only"]
    # Made before a word is spoken, so that a wrong option is told then and not eight minutes later.
    analysis = analyse.make_context("analyse", [str(target), *rep, *context.args], parent=context) if is_analysed else None
    _remind()
    names = [_microphone(device), *([customer_device] if customer_device else [])]
    with Recorder(new_folder(unfinished_folder()), names, limit_s=limit_s) as recorder:
        status = watch(recorder, limit_s=limit_s)
    if device:
        _remember(device)
    try:
        finished = finish(recorder.folder, target)
    except UserError:
        _say_problem(status)
        if recorder.folder.exists():
            click.echo(_safe_for_now(), err=True)
        raise
    _say_kept(finished, target)
    if status.problem:
        raise status.problem
    if analysis:
        with analysis:
            analyse.invoke(analysis)


def _say_problem(status: Status) -> None:
    if status.problem:
        click.echo(status.problem.in_(interface_language()), err=True)


def _safe_for_now() -> str:
    return say(
        zh="录音没有丢：原始声音还在磁盘上，腾出空间后用 `redcard record --recover` 取回（可以加 --out 换个位置）。",
        en="The recording is not lost: its raw sound is still on disk; get it back with `redcard record --recover` (--out names "
        "another place).",
    )


def _say_kept(finished: Finished, path: Path) -> None:
    click.echo(say(zh=f"已保存：{path}（{clock(finished.duration_s)}）", en=f"Kept: {path} ({clock(finished.duration_s)})"))
    if finished.moments_s:
        times = " ".join(clock(moment_s) for moment_s in finished.moments_s)
        click.echo(say(zh=f"标记的时刻：{times}", en=f"Marked moments: {times}"))
    if finished.overflows:
        click.echo(
            say(
                zh=f"录音时系统有 {finished.overflows} 次来不及取走声音，那几处有一点缺失：请关掉占用处理器的程序再录。",
                en=f"The system lost a little sound {finished.overflows} time(s) while recording: close programs that keep the "
                "processor busy before the next one.",
            ),
            err=True,
        )


def _microphone(device: str | None) -> str | None:
    from coach.settings import load_settings

    return device or load_settings().microphone


def _remember(device: str) -> None:
    from dataclasses import replace

    from coach.recording.devices import DEFAULT
    from coach.settings import load_settings, save_settings

    settings = load_settings()
    microphone = None if device.casefold() == DEFAULT else device
    if settings.microphone != microphone:
        save_settings(replace(settings, microphone=microphone))


def _list_devices() -> None:
    from coach.recording.devices import input_devices

    chosen = _microphone(None)
    for device in input_devices():
        marks = []
        if device.is_default:
            marks.append(say(zh="系统默认", en="the system's default"))
        if device.name == chosen:
            marks.append(say(zh="上次选的", en="chosen last time"))
        click.echo(clean(device.name) + (f"  ({', '.join(marks)})" if marks else ""))


def _check(name: str | None) -> None:
    from coach.paths import unfinished_folder
    from coach.recording.check import ADVICE
    from coach.recording.recovery import new_folder
    from coach.recording.trial import TRIAL_S, play, try_microphone

    click.echo(say(zh=f"请说话，像在通话那样（{TRIAL_S:.0f} 秒）……", en=f"Speak as you do on a call ({TRIAL_S:.0f} seconds)…"), err=True)
    is_terminal = sys.stderr.isatty()

    def show(status: Status) -> None:
        if is_terminal and status.levels:
            click.echo("\r" + bars(status.levels)[0] + "\x1b[K", nl=False, err=True)

    trial = try_microphone(new_folder(unfinished_folder()), name, show=show)
    if is_terminal:
        click.echo("\r\x1b[K", nl=False, err=True)
    advice = ADVICE[trial.verdict].in_(interface_language())
    click.echo(say(zh=f"{clean(trial.source.device)}：{advice}", en=f"{clean(trial.source.device)}: {advice}"))
    if trial.verdict == "nothing":
        click.echo(say(zh="用 `redcard record --devices` 查看有哪些设备。", en="`redcard record --devices` shows which devices there are."))
        return
    click.echo(say(zh="现在放给您听。", en="Playing it back."), err=True)
    play(trial)


def _remind() -> None:
    from coach.paths import unfinished_folder
    from coach.recording.recovery import unfinished

    count = len(unfinished(unfinished_folder()))
    if count:
        click.echo(
            say(
                zh=f"有 {count} 段录音上次没有录完就中断了，声音还在：用 `redcard record --recover` 取回。",
                en=f"{count} recording(s) were interrupted and are still here: `redcard record --recover` gets them back.",
            ),
            err=True,
        )


def _recover(out: Path | None) -> None:
    """Finish all that is found; what cannot be is said and stays."""
    from coach.paths import unfinished_folder
    from coach.recording.recovery import unfinished

    found = unfinished(unfinished_folder())
    if not found:
        click.echo(say(zh="没有中断的录音。", en="There is no interrupted recording."))
    if out and len(found) > 1:
        raise UserError(
            zh=f"有 {len(found)} 段中断的录音，--out 只能给一段用：请去掉 --out，它们会放进数据文件夹的 recordings 里。",
            en=f"There are {len(found)} interrupted recordings and --out has room for one: leave it away, and they go into the "
            "data folder, under recordings.",
        )
    failed = False
    for each in found:
        try:
            _finish(each, out)
        except UserError as error:
            failed = True
            click.echo(error.in_(interface_language()), err=True)
    if failed:
        raise SystemExit(2)


def _finish(found: Unfinished, out: Path | None) -> None:
    from coach.practising.keep import keep_recording
    from coach.recording import refuse

    if found.about is None:
        raise refuse.damaged(found.folder)
    kept = keep_recording(found.folder, title="", target=out)
    _say_kept(kept.finished, kept.path)
