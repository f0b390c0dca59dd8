"""`redcard analyse`, `score`, `report` and `demo`: from a recording or a transcript to a scorecard."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.commands.show import liveliness_words, print_card
from coach.commands.words import say
from coach.errors import UserError
from coach.interface import interface_language

if TYPE_CHECKING:
    from coach.analyse import Analysis, Options, Progress
    from coach.examples import Example

_RUBRIC = click.option("--rubric", default="service-cycle", show_default=True, metavar="ID|FILE", help=say(zh="评分表。", en="The rubric."))
_LANGUAGE = click.option("--language", type=click.Choice(["zh", "en", "auto"]), default="auto", show_default=True, help=say(zh="通话的语言。", en="The call's language."))
_JSON = click.option("--json", "json_file", metavar="FILE|-", help=say(zh="评分卡写成 JSON，每份一行；- 写到标准输出。", en="Write the scorecards as JSON, a line each; - for standard output."))
_HTML = click.option("--html", "html_file", type=click.Path(path_type=Path), metavar="FILE", help=say(zh="写成网页报告；有多份时是文件夹。", en="Write a report as a web page; a folder when there are several."))
_NO_SAVE = click.option("--no-save", is_flag=True, help=say(zh="不存入通话库。", en="Do not keep the scorecard in the library."))
_OFFLINE = click.option("--offline", is_flag=True, help=say(zh="这一次绝不联网（分析本来就不需要网络）。", en="Never use the network this time (analysing needs none anyway)."))


@click.command(help=say(zh="录音 → 评分卡。可以一次给多个文件。", en="Recording -> scorecard. Takes several files."))
@click.argument("audio", nargs=-1, required=True, type=click.Path(path_type=Path))
@_RUBRIC
@_LANGUAGE
@click.option("--rep", default="auto", show_default=True, metavar="left|right|auto|only", help=say(zh="哪个声道是客服代表；only 表示全是客服代表。", en="Which channel is the rep; only: every voice is the rep's."))
@click.option("--model", default="base", show_default=True, metavar="NAME|FOLDER", help=say(zh="语音模型。", en="The speech model."))
@click.option("--hearing", type=click.Choice(["fast", "thorough"]), default="fast", show_default=True, help=say(zh="fast 快；thorough 慢些，但保留“嗯、那个”等口头语。", en="fast, or thorough: slower, keeps um and uh."))
@click.option("--traditional", is_flag=True, help=say(zh="中文用繁体字。", en="Chinese in Traditional characters."))
@_JSON
@_HTML
@click.option("--embed-audio", is_flag=True, help=say(zh="把声音放进网页报告，点时间就能听。", en="Put the sound into the web page, to listen by clicking a time."))
@_NO_SAVE
@_OFFLINE
def analyse(
    audio: tuple[Path, ...],
    rubric: str,
    language: str,
    rep: str,
    model: str,
    hearing: str,
    traditional: bool,
    json_file: str | None,
    html_file: Path | None,
    embed_audio: bool,
    no_save: bool,
    offline: bool,
) -> None:
    from coach.analyse import Options

    options = Options(rubric=rubric, language=language, rep=rep, model=model, hearing=hearing, traditional=traditional)
    with _hearing(options, offline=offline) as analyse_one:
        _each(audio, lambda path: analyse_one(path, embed_audio), json_file, html_file, save=not no_save)


@click.command(help=say(zh="文字记录 → 评分卡，不需要录音。可以一次给多个文件。", en="Transcript -> scorecard, no audio needed. Takes several files."))
@click.argument("transcript", nargs=-1, required=True, type=click.Path(path_type=Path))
@_RUBRIC
@_LANGUAGE
@click.option("--rep", default="auto", show_default=True, metavar="SPEAKER|auto|only", help=say(zh="哪个说话人是客服代表。", en="Which speaker is the rep."))
@_JSON
@_HTML
@_NO_SAVE
@_OFFLINE
def score(
    transcript: tuple[Path, ...],
    rubric: str,
    language: str,
    rep: str,
    json_file: str | None,
    html_file: Path | None,
    no_save: bool,
    offline: bool,
) -> None:
    from coach.analyse import Analysis, Options, score_transcript

    options = Options(rubric=rubric, language=language, rep=rep)
    _each(
        transcript,
        lambda path: Analysis(scorecard=score_transcript(path, options)),
        json_file,
        html_file,
        save=not no_save,
    )


@click.command(help=say(zh="把 JSON 评分卡再写成网页报告，或显示在终端里。", en="Turn a scorecard's JSON into a web page, or show it in the terminal."))
@click.argument("scorecard", type=click.Path(path_type=Path))
@_HTML
def report(scorecard: Path, html_file: Path | None) -> None:
    from coach.analyse import Analysis
    from coach.report.json import from_json

    analysis = Analysis(scorecard=from_json(_content(scorecard)))
    if html_file:
        _write_html(analysis, html_file)
    else:
        print_card(analysis.scorecard)


@click.command(help=say(zh="用自带的示例通话走完整个流程，并显示结果。", en="Take the bundled example call through the whole job and show the result."))
@click.argument("example_id", required=False, metavar="[EXAMPLE]")
@click.option("--list", "list_them", is_flag=True, help=say(zh="列出自带的示例通话。", en="List the bundled example calls."))
@click.option("--hearing", type=click.Choice(["fast", "thorough"]), default="fast", show_default=True, help=say(zh="同 analyse。", en="As in analyse."))
def demo(example_id: str | None, list_them: bool, hearing: str) -> None:
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
    options = Options(language=chosen.language, rep=_rep_of(chosen), hearing=hearing)
    with _hearing(options, offline=True) as analyse_one:
        analysis = analyse_one(chosen.path, True)
    print_card(analysis.scorecard)
    page = private_folder(data_folder() / "reports") / f"{chosen.id}.html"
    _write_html(analysis, page)
    click.echo(say(zh=f"\n网页报告（可以点时间听声音）：{page}", en=f"\nReport as a web page (click a time to listen): {page}"))
    if _has_display():
        click.launch(str(page))


def _rep_of(example: Example) -> str:
    if len(example.channels) == 1:
        return "only"
    return "left" if example.channels[0] == "rep" else "right"


def _has_display() -> bool:
    import os

    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@contextmanager
def _hearing(options: Options, *, offline: bool) -> Iterator[Callable[[Path, bool], Analysis]]:
    """A function that analyses one recording after another with one loaded model."""
    import os

    from coach.analyse import analyse_recording
    from coach.hearing.models import model_files
    from coach.hearing.worker import HearingWorker

    if offline:
        os.environ["HF_HUB_OFFLINE"] = "1"
    model = model_files(options.model)
    with HearingWorker(model.folder) as worker:

        def analyse_one(path: Path, embed_audio: bool) -> Analysis:
            with _progress_line() as progress:
                return analyse_recording(
                    path, options, model=model, worker=worker, progress=progress, embed_audio=embed_audio
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


def _each(
    paths: Sequence[Path],
    judge_one: Callable[[Path], Analysis],
    json_file: str | None,
    html_file: Path | None,
    *,
    save: bool,
) -> None:
    """Judge each file and put out what was asked for; one that fails is named and does not stop the others."""
    from coach.report.json import to_json

    lines, failed = [], False
    for path in paths:
        try:
            analysis = judge_one(path)
            if save:
                _save(analysis, title=path.name)
            if html_file:
                _write_html(analysis, html_file / f"{path.stem}.html" if len(paths) > 1 else html_file)
        except UserError as error:
            if len(paths) == 1:
                raise
            click.echo(f"{path.name}: {error.in_(interface_language())}", err=True)
            failed = True
            continue
        line = to_json(analysis.scorecard)
        if json_file == "-":
            click.echo(line)
        elif json_file:
            lines.append(line)
        else:
            print_card(analysis.scorecard)
    if json_file and json_file != "-":
        from coach.files import write_private

        write_private(Path(json_file), b"".join(line + b"\n" for line in lines))
    if failed:
        sys.exit(2)


def _save(analysis: Analysis, *, title: str) -> None:
    from coach.library.store import open_library, save_call

    with open_library() as db:
        save_call(db, analysis.scorecard, title=title)


def _write_html(analysis: Analysis, file: Path) -> None:
    from coach.audio.encode import MEDIA_TYPE
    from coach.files import write_private
    from coach.paths import private_folder
    from coach.report.html import EmbeddedAudio, html_report

    if not file.parent.exists():
        private_folder(file.parent)
    page = html_report(
        analysis.scorecard,
        language=interface_language(),
        waveforms=analysis.waveforms,
        audio=EmbeddedAudio(MEDIA_TYPE, analysis.audio) if analysis.audio else None,
        liveliness=liveliness_words(analysis.scorecard),
    )
    write_private(file, page.encode())


def _content(file: Path) -> bytes:
    from coach.report.json import MAX_BYTES

    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise UserError(
            zh=f"读不了 {file}（{error.strerror}）：请检查文件名和权限。",
            en=f"Could not read {file} ({error.strerror}): check the name and the permissions.",
        ) from error
