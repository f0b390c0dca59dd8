"""`redcard analyse`, `score` and `demo`: from a recording or a transcript to a scorecard."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.commands.outputs import EXPLAIN_OPTION, HTML_OPTION, JSON_OPTION, Job, check_outputs, put_out, write_page
from coach.commands.show import print_card
from coach.commands.words import say
from coach.errors import UserError
from coach.interface import interface_language
from coach.keep import usual_of
from coach.names import checked_name

if TYPE_CHECKING:
    from coach.analyse import Analysis, Options, Progress

_RUBRIC = click.option("--rubric", default="service-cycle", show_default=True, metavar="ID|FILE", help=say(zh="评分表。", en="The rubric."))
_LANGUAGE = click.option("--language", type=click.Choice(["zh", "en", "auto"]), default="auto", show_default=True, help=say(zh="通话的语言。", en="The call's language."))
_REP_NAME = click.option("--rep-name", metavar="NAME", help=say(zh="客服代表的名字：记在评分卡和通话库里；同一个人有五通以上时，声音跟自己平时比。", en="The rep's name, for scorecard and library; from five calls of one person on, the voice is compared with its own usual."))
_NO_SAVE = click.option("--no-save", is_flag=True, help=say(zh="不存入通话库。", en="Do not keep the scorecard in the library."))
_OFFLINE = click.option("--offline", is_flag=True, help=say(zh="这一次绝不联网（分析本来就不需要网络）。", en="Never use the network this time (analysing needs none anyway)."))


@click.command(help=say(zh="录音 → 评分卡。可以一次给多个文件。", en="Recording -> scorecard. Takes several files."))
@click.argument("audio", nargs=-1, type=click.Path(path_type=Path))
@_RUBRIC
@_LANGUAGE
@click.option("--rep", default="auto", show_default=True, metavar="left|right|auto|only|A|B...", help=say(zh="哪个声道是客服代表；单声道里按声音分出的人用字母 A、B……；only 表示全是客服代表。", en="Which channel is the rep, or which voice (A, B, ...) of one channel; only: every voice is the rep's."))
@click.option("--speakers", "people", type=click.IntRange(1, 6), help=say(zh="单声道录音里有几个人说话（不给就自己数）。", en="How many people speak in one channel (found out when not given)."))
@click.option("--rep-file", type=click.Path(path_type=Path), metavar="FILE", help=say(zh="同一通电话录成两个文件时，客服的那个。", en="The rep's file of a call recorded as two files."))
@click.option("--customer-file", type=click.Path(path_type=Path), metavar="FILE", help=say(zh="同一通电话的客户文件，与 --rep-file 一起用。", en="The customer's file of that call, together with --rep-file."))
@click.option("--model", metavar="NAME|FOLDER", help=say(zh="语音模型（默认用设置里的，没有设置时是 base）。", en="The speech model (else the one of the settings, base at first)."))
@click.option("--hearing", type=click.Choice(["fast", "thorough"]), default="fast", show_default=True, help=say(zh="fast 快；thorough 慢些，但保留“嗯、那个”等口头语。", en="fast, or thorough: slower, keeps um and uh."))
@click.option("--traditional", is_flag=True, help=say(zh="中文用繁体字。", en="Chinese in Traditional characters."))
@_REP_NAME
@JSON_OPTION
@HTML_OPTION
@EXPLAIN_OPTION
@click.option("--embed-audio", is_flag=True, help=say(zh="把声音放进网页报告，点时间就能听。", en="Put the sound into the web page, to listen by clicking a time."))
@_NO_SAVE
@_OFFLINE
def analyse(
    audio: tuple[Path, ...],
    rubric: str,
    language: str,
    rep: str,
    people: int | None,
    rep_file: Path | None,
    customer_file: Path | None,
    model: str | None,
    hearing: str,
    traditional: bool,
    rep_name: str | None,
    json_file: str | None,
    html: str | None,
    explain: bool,
    embed_audio: bool,
    no_save: bool,
    offline: bool,
) -> None:
    from coach.analyse import Options
    from coach.settings import chosen_model

    if rep_file or customer_file or not audio:
        audio = (_one_of_two(audio, rep_file, customer_file),)
    options = Options(rubric=rubric, language=language, rep=rep, people=people, model=model or chosen_model(), hearing=hearing, traditional=traditional, rep_name=checked_name(rep_name))
    outputs = check_outputs([path.stem for path in audio], json_file, html, inputs=(*audio, *([customer_file] if customer_file else []), Path(rubric)))
    with _hearing(options, offline=offline) as analyse_one:
        put_out(_jobs(audio, lambda path: analyse_one(path, embed_audio, customer_file)), outputs, save=not no_save, show=json_file is None, explain=explain)


def _one_of_two(audio: Sequence[Path], rep_file: Path | None, customer_file: Path | None) -> Path:
    """The rep's file, when exactly the two files of one call are given."""
    if audio or rep_file is None or customer_file is None:
        raise UserError(
            zh="请给出一个或多个录音文件，或者把同一通电话的两个文件用 --rep-file 和 --customer-file 一起给出。",
            en="Give one or more recordings, or the two files of one call with --rep-file and --customer-file together.",
        )
    return rep_file


@click.command(help=say(zh="文字记录 → 评分卡，不需要录音。可以一次给多个文件。", en="Transcript -> scorecard, no audio needed. Takes several files."))
@click.argument("transcript", nargs=-1, required=True, type=click.Path(path_type=Path))
@_RUBRIC
@_LANGUAGE
@click.option("--rep", default="auto", show_default=True, metavar="SPEAKER|auto|only", help=say(zh="哪个说话人是客服代表。", en="Which speaker is the rep."))
@_REP_NAME
@JSON_OPTION
@HTML_OPTION
@EXPLAIN_OPTION
@_NO_SAVE
@_OFFLINE
def score(
    transcript: tuple[Path, ...],
    rubric: str,
    language: str,
    rep: str,
    rep_name: str | None,
    json_file: str | None,
    html: str | None,
    explain: bool,
    no_save: bool,
    offline: bool,
) -> None:
    from coach.analyse import Options, analyse_transcript

    options = Options(rubric=rubric, language=language, rep=rep, rep_name=checked_name(rep_name))
    outputs = check_outputs([path.stem for path in transcript], json_file, html, inputs=(*transcript, Path(rubric)))
    jobs = _jobs(transcript, lambda path: analyse_transcript(path, options, usual=usual_of(options.rep_name)))
    put_out(jobs, outputs, save=not no_save, show=json_file is None, explain=explain)


def _jobs(paths: Sequence[Path], judge_one: Callable[[Path], Analysis]) -> list[Job]:
    return [
        Job(title=path.name, prefix=f"{path.name}: " if len(paths) > 1 else "", work=partial(judge_one, path)) for path in paths
    ]


@click.command(help=say(zh="用自带的示例通话走完整个流程，并显示结果。", en="Take the bundled example call through the whole job and show the result."))
@click.argument("example_id", required=False, metavar="[EXAMPLE]")
@click.option("--list", "list_them", is_flag=True, help=say(zh="列出自带的示例通话。", en="List the bundled example calls."))
@click.option("--hearing", type=click.Choice(["fast", "thorough"]), default="fast", show_default=True, help=say(zh="同 analyse。", en="As in analyse."))
@_REP_NAME
def demo(example_id: str | None, list_them: bool, hearing: str, rep_name: str | None) -> None:
    from coach.analyse import Options
    from coach.examples import demo_example, example, examples
    from coach.paths import data_folder, private_folder

    interface = interface_language()
    if list_them:
        for each in examples():
            click.echo(f"{each.id}\t{each.title.in_(interface)}")
        return
    chosen = example(example_id) if example_id else demo_example(interface)
    click.echo(f"{chosen.title.in_(interface)}\n", err=True)
    options = Options(language=chosen.language, rep=chosen.rep, hearing=hearing, rep_name=checked_name(rep_name))
    with _hearing(options, offline=True) as analyse_one:
        analysis = analyse_one(chosen.path, True, None)
    print_card(analysis.scorecard)
    page = private_folder(data_folder() / "reports") / f"{chosen.id}.html"
    write_page(analysis, page)
    click.echo(say(zh=f"\n网页报告（可以点时间听声音）：{page}", en=f"\nReport as a web page (click a time to listen): {page}"))
    if _has_display():
        click.launch(str(page))


def _has_display() -> bool:
    import os

    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@contextmanager
def _hearing(options: Options, *, offline: bool) -> Iterator[Callable[[Path, bool, Path | None], Analysis]]:
    """A function that analyses one recording after another with one loaded model."""
    import os

    from coach.analyse import analyse_recording
    from coach.hearing.models import model_files
    from coach.hearing.worker import HearingWorker

    if offline:
        os.environ["HF_HUB_OFFLINE"] = "1"
    model = model_files(options.model)
    with HearingWorker(model.folder) as worker:

        def analyse_one(path: Path, embed_audio: bool, customer: Path | None) -> Analysis:
            with _progress_line() as progress:
                return analyse_recording(
                    path,
                    options,
                    customer=customer,
                    model=model,
                    worker=worker,
                    progress=progress,
                    embed_audio=embed_audio,
                    usual=usual_of(options.rep_name),
                )

        yield analyse_one


@contextmanager
def _progress_line() -> Iterator[Callable[[Progress], None]]:
    """A line on a terminal's standard error that says how far the analysis is; silent when it goes to a file."""
    if not sys.stderr.isatty():
        yield lambda progress: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress as Bar, TextColumn, TimeRemainingColumn

    with Bar(TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda progress: bar.update(task, description=progress.step.in_(interface_language()), completed=progress.share)
