"""`redcard model`: the speech models on this machine."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from coach.commands.words import say
from coach.errors import UserError
from coach.interface import interface_language


@click.group(help=say(zh="语音模型。", en="Speech models."))
def model() -> None:
    pass


@model.command("list", help=say(zh="列出可用的语音模型。", en="List the speech models there are."))
def list_command() -> None:
    from coach.hearing.model_speed import expected_share, usable_cores
    from coach.hearing.model_store import model_states

    words = {
        "ready": say(zh="已就绪", en="ready"),
        "partial": say(zh="未下载完", en="unfinished"),
        "installed": say(zh="已随软件安装", en="installed, no download needed"),
        "absent": say(zh="未下载", en="not on this machine"),
    }
    cores = usable_cores()
    for state in model_states():
        entry = state.entry
        megabytes, share = round(entry.size / 1e6), expected_share(entry, cores)
        click.echo(f"{entry.name}: {words[state.state]}")
        click.echo(
            say(
                zh=f"  {megabytes} MB，听写一分钟录音估计约需 {60 * share:.0f} 秒",
                en=f"  {megabytes} MB, about {60 * share:.0f} s to hear a minute of recording (an estimate)",
            )
        )
        click.echo(f"  {entry.repository} @ {entry.revision}")
        for file in entry.files:
            click.echo(f"  {file.name}  sha256 {file.sha256}")
    click.echo(
        say(
            zh=f"时间是估计：由 base 在双核机器上的实测，按参数量和本机 {cores} 个核折算。",
            en=f"The times are estimates: measured with base on a two-core machine, scaled by the number of parameters "
            f"and this machine's {cores} cores.",
        )
    )


@model.command(
    help=say(
        zh="准备好一个模型，需要时下载（可中断，再次运行会接着下载）。",
        en="Get a model ready, downloading it if need be (can be stopped; the same command goes on from there).",
    )
)
@click.argument("name")
@click.option(
    "--online",
    is_flag=True,
    help=say(
        zh="即使“保持离线”开着，这一次也联网。",
        en="Use the network for this once, though “stay offline” is on.",
    ),
)
def get(name: str, online: bool) -> None:
    from coach.get_model import get_model

    try:
        with _download_bar() as progress:
            files = get_model(name, online=online, progress=progress)
    except KeyboardInterrupt:
        raise UserError(
            zh=f"下载已停止，已下载的部分保留着：再次运行 `redcard model get {name} --online` 会接着下载。",
            en=f"The download was stopped and what came is kept: `redcard model get {name} --online` goes on from there.",
        ) from None
    click.echo(
        say(
            zh=f"模型“{name}”已就绪，并已核对：{files.folder}",
            en=f"The model “{name}” is ready and checked: {files.folder}",
        )
    )


@model.command(
    help=say(
        zh="逐字节核对模型文件（默认核对本机全部模型）。",
        en="Check the models' bytes (all that are here, or one).",
    )
)
@click.argument("name", required=False)
def verify(name: str | None) -> None:
    from coach.hearing.model_store import model_states
    from coach.hearing.models import check_model

    names = [name] if name else [state.entry.name for state in model_states() if state.here_bytes]
    if not names:
        click.echo(say(zh="本机还没有语音模型。", en="There are no speech models on this machine yet."))
    damaged = False
    for each in names:
        try:
            check_model(each)
        except UserError as error:
            click.echo(error.in_(interface_language()), err=True)
            damaged = True
        else:
            click.echo(say(zh=f"{each}：完好，与官方发布的一致", en=f"{each}: whole, the published bytes"))
    if damaged:
        sys.exit(2)


@model.command(help=say(zh="删除一个模型，腾出磁盘空间。", en="Remove a model to free disk space."))
@click.argument("name")
def remove(name: str) -> None:
    from coach.hearing.model_store import remove_model

    freed = remove_model(name)
    megabytes = f"{freed / 1e6:.0f} MB"
    if freed:
        click.echo(
            say(
                zh=f"已删除模型“{name}”，腾出 {megabytes}。",
                en=f"Removed the model “{name}”: {megabytes} freed.",
            )
        )
    else:
        click.echo(say(zh=f"本机没有模型“{name}”。", en=f"The model “{name}” was not on this machine."))


@contextmanager
def _download_bar() -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal's standard error; silent when it goes to a file."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn, TransferSpeedColumn

    columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
