"""Where scorecards go: the library, a line of JSON, a web page, the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.commands.show import print_card, print_explained
from coach.commands.words import say
from coach.errors import UserError
from coach.interface import interface_language
from coach.keep import keep_call
from coach.liveliness_words import liveliness_words

if TYPE_CHECKING:
    from coach.analyse import Analysis
    from coach.model import Scorecard

JSON_OPTION = click.option("--json", "json_file", metavar="FILE|-", help=say(zh="评分卡写成 JSON，每份一行；- 写到标准输出。", en="Write the scorecards as JSON, a line each; - for standard output."))
HTML_OPTION = click.option("--html", metavar="FILE|FOLDER", help=say(zh="写成网页报告；有多份时是文件夹。", en="Write a report as a web page; into a folder when there are several."))

EXPLAIN_OPTION = click.option("--explain", is_flag=True, help=say(zh="再逐句说明：哪些层判了什么，每项的分数是怎么来的。", en="Also say, turn by turn, which layers fired, and where each criterion's points went."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A scorecard to come. `title` stands above it, None for its recording's name.

    `prefix` stands before an error and says which of several it was; `work` raises UserError.
    """

    title: str | None
    prefix: str
    work: Callable[[], Analysis]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """Checked places. `json_file` may be `-`; `pages[i]` belongs to job i."""

    json_file: str | None
    pages: tuple[Path | None, ...]


def check_outputs(stems: Sequence[str], json_file: str | None, html: str | None, *, inputs: Sequence[Path]) -> Outputs:
    """Where everything will go; `stems` name the jobs' pages in a folder. Raises UserError, before any work, when a place cannot be written or is an input."""
    from coach.files import check_writable, could_not_write
    from coach.paths import private_folder

    pages = _pages(stems, html)
    files = [page for page in pages if page]
    if json_file and json_file != "-":
        files.append(Path(json_file))
    refuse_inputs(files, inputs)
    if len({_identity(file) for file in files}) < len(files):
        raise UserError(
            zh=f"--json 和 --html 不能写到同一个文件 {json_file}：请换一个文件名。",
            en=f"--json and --html cannot both be written to {json_file}: choose another name for one of them.",
        )
    if html and _is_folder(stems, html) and not Path(html).is_dir():
        try:
            private_folder(Path(html))
        except OSError as error:
            raise could_not_write(Path(html), error) from error
    for file in files:
        check_writable(file)
    return Outputs(json_file=json_file, pages=pages)


def refuse_inputs(files: Sequence[Path], inputs: Sequence[Path]) -> None:
    """Raises UserError when one of the files to write is one of `inputs`, or the library."""
    from coach.library.store import library_file

    given = {_identity(path) for path in (*inputs, library_file())}
    for file in files:
        if _identity(file) in given:
            raise UserError(
                zh=f"{file} 本身就是输入（或通话库），写上去会毁掉它：请为结果换一个文件名。",
                en=f"{file} is itself an input (or the library) and would be destroyed: choose another name for the result.",
            )


def put_out(jobs: Sequence[Job], outputs: Outputs, *, save: bool, show: bool, explain: bool = False) -> None:
    """Do each job and put out what was asked for, then say where it is; what fails is said and stops nothing else.

    `save` keeps the scorecard in the library, with what a person changed when the same call was judged before; `show`
    prints it, `explain` says how it came about. Exits with 2 when something failed.
    """
    failed: list[Job] = []
    written: list[Path] = []

    @contextmanager
    def attempt(job: Job) -> Iterator[None]:
        try:
            yield
        except UserError as error:
            click.echo(job.prefix + error.in_(interface_language()), err=True)
            failed.append(job)

    try:
        with _json_sink(outputs.json_file) as put_json:
            for job, page in zip(jobs, outputs.pages, strict=True):
                analysis = None
                with attempt(job):
                    analysis = job.work()
                if analysis is None:
                    continue
                if save:
                    with attempt(job):
                        analysis = keep_call(analysis, title=job.title)
                if show:
                    print_card(analysis.scorecard, title=job.title)
                if explain:
                    print_explained(analysis.scorecard, file=sys.stderr if outputs.json_file == "-" else sys.stdout)
                if outputs.json_file:
                    with attempt(job):
                        put_json(analysis.scorecard)
                        written.append(Path(outputs.json_file))
                if page:
                    with attempt(job):
                        write_page(analysis, page, title=job.title)
                        written.append(page)
    finally:
        _say_where(written)
    if failed:
        sys.exit(2)


def write_page(analysis: Analysis, page: Path, *, title: str | None = None) -> None:
    """Write the report, readable by the user alone. Raises UserError."""
    from coach.audio.encode import MEDIA_TYPE
    from coach.files import write_private
    from coach.report.html import EmbeddedAudio, html_report

    content = html_report(
        analysis.scorecard,
        language=interface_language(),
        title=title,
        waveforms=analysis.waveforms,
        audio=EmbeddedAudio(MEDIA_TYPE, analysis.audio) if analysis.audio else None,
        liveliness=liveliness_words(analysis.scorecard),
    )
    write_private(page, content.encode())


@contextmanager
def _json_sink(json_file: str | None) -> Iterator[Callable[[Scorecard], None]]:
    from coach.files import private_lines
    from coach.report.json import to_json

    if json_file in (None, "-"):
        yield lambda scorecard: click.echo(to_json(scorecard))
    else:
        with private_lines(Path(json_file)) as add_line:
            yield lambda scorecard: add_line(to_json(scorecard))


def _say_where(written: Sequence[Path]) -> None:
    """On standard output, unless something else is to be read from there."""
    from coach.files import is_stream

    streams = {path for path in written if str(path) == "-" or is_stream(path)}
    for path in dict.fromkeys(written):
        if path not in streams:
            click.echo(say(zh=f"已写入 {path}", en=f"Written: {path}"), err=bool(streams))


def _pages(stems: Sequence[str], html: str | None) -> tuple[Path | None, ...]:
    if html is None:
        return (None,) * len(stems)
    if html == "-":
        raise UserError(
            zh="网页报告不能写到标准输出：--html 请给一个文件名或文件夹。",
            en="A web page is not written to standard output: give --html a file or a folder.",
        )
    if not _is_folder(stems, html):
        return (Path(html),)
    from coach.files import file_stem

    return tuple(Path(html) / f"{name}.html" for name in _distinct([file_stem(stem) for stem in stems]))


def _is_folder(stems: Sequence[str], html: str) -> bool:
    return len(stems) > 1 or html.endswith(("/", os.sep)) or Path(html).is_dir()


def _distinct(names: Sequence[str]) -> list[str]:
    """The names, a repeated one with -2, -3, … behind it; some systems do not tell A from a."""
    taken: set[str] = set()
    distinct = []
    for name in names:
        candidate, number = name, 1
        while candidate.casefold() in taken:
            number += 1
            candidate = f"{name}-{number}"
        taken.add(candidate.casefold())
        distinct.append(candidate)
    return distinct


def _identity(path: Path) -> tuple[int, int] | str:
    """Equal for two names of one file, links and all."""
    try:
        found = path.stat()
    except OSError:  # not there (yet)
        return os.path.realpath(path)
    return found.st_dev, found.st_ino
