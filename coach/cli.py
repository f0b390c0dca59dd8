"""The command line: everything the window can do. A thin shell over the engine."""

from __future__ import annotations

import gettext
import os
import signal
import sys
from pathlib import Path

import click

from coach import __version__
from coach.commands.again import again, livelier
from coach.commands.case import case
from coach.commands.drill import drill
from coach.commands.export import export
from coach.commands.library import library
from coach.commands.library_backup import backup, restore, storage
from coach.commands.library_find import find
from coach.commands.library_keep import bin_command, empty_bin_command, note, rename, retention, tag, undelete
from coach.commands.library_progress import progress
from coach.commands.model import model
from coach.commands.record import record
from coach.commands.report import report
from coach.commands.roleplay import roleplay
from coach.commands.rubric import rubric
from coach.commands.score import analyse, demo, score
from coach.commands.voice import voice
from coach.commands.words import say
from coach.errors import UserError
from coach.interface import interface_language


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    help=say(
        zh="红牌教练：在自己的电脑上练习与客户通话。听写普通话和英语，测量声音，按培训师的评分表评判。",
        en="Red Card Coach: practise talking with customers on your own machine. It hears Mandarin and English, "
        "measures the voice and judges the words by a trainer's rubric.",
    ),
    epilog=say(
        zh="界面语言跟随系统；可用环境变量 REDCARD_LANG=zh 或 en 指定。",
        en="The program speaks the system's language; REDCARD_LANG=zh or en chooses one.",
    ),
)
@click.version_option(
    __version__, message="redcard %(version)s", help=say(zh="显示版本并退出。", en="Show the version and exit.")
)
@click.pass_context
def cli(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@cli.command(help=say(zh="检查安装：版本、模型、音频设备、数据位置、是否会联网。", en="Check the installation: versions, models, devices, where data is, what could use the network."))
def doctor() -> None:
    from coach.doctor import doctor_report

    click.echo(doctor_report(interface_language()))


@cli.command(
    help=say(
        zh="“保持离线”开关（默认开）：不带参数显示现状，on 打开，off 关闭。",
        en="The “stay offline” switch (on by default): no word shows it, on or off sets it.",
    )
)
@click.argument("state", type=click.Choice(["on", "off"]), required=False)
def offline(state: str | None) -> None:
    from coach.settings import change_settings, load_settings

    if state:
        change_settings(stay_offline=state == "on")
    if load_settings().stay_offline:
        click.echo(say(zh="保持离线：开。程序不会使用网络。", en="Stay offline: on. The program will not use the network."))
    else:
        click.echo(
            say(
                zh="保持离线：关。只有在您要求时才会联网，例如下载模型。",
                en="Stay offline: off. The network is used only when you ask for it, such as to download a model.",
            )
        )


for command in (demo, analyse, score, record, again, livelier, case, drill, report, export, library, model, roleplay, rubric, voice):
    cli.add_command(command)
for command in (
    find,
    rename,
    tag,
    note,
    undelete,
    bin_command,
    empty_bin_command,
    retention,
    progress,
    storage,
    backup,
    restore,
):
    library.add_command(command)


def main() -> None:
    """Entry point. Exit codes: 0 done, 2 the user can mend it (one sentence), 1 a bug (full details)."""
    for stream in (sys.stdout, sys.stderr):  # Chinese must print on a Windows code page too
        stream.reconfigure(encoding="utf-8", errors="replace")
    _translate_click()
    _leave_in_order()
    try:
        sys.exit(cli(prog_name="redcard", standalone_mode=False))
    except UserError as error:
        click.echo(error.in_(interface_language()), err=True)
        sys.exit(2)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)


def _translate_click() -> None:
    """Click asks gettext for its own words (“Usage”, “No such option”); ours are in the folder `locale`."""
    gettext.bindtextdomain(gettext.textdomain(), Path(__file__).with_name("locale"))
    os.environ["LANGUAGE"] = "zh_CN" if interface_language() == "zh" else "en"  # what gettext goes by


def _leave_in_order() -> None:
    """Being ended or losing the terminal goes the way of every exit, which removes temporary files and processes."""
    for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup has it ignored
            signal.signal(number, lambda number, _: sys.exit(128 + number))


if __name__ == "__main__":
    main()
