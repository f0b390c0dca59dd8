"""`redcard roleplay report`: what a session came to, as a page, PDF, table or JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.commands.words import say
from coach.errors import UserError

if TYPE_CHECKING:
    from coach.exercise.state import State
    from coach.model import Language, Scorecard


@click.command(
    "report",
    help=say(
        zh="一次练习的报告：写成网页、PDF、表格或 JSON。SESSION 是它的编号，或 last。",
        en="The report of a session: as a web page, PDF, a table of the marks, or JSON. SESSION is its id, or last.",
    ),
)
@click.argument("which", metavar="SESSION")
@click.option("--html", "html_file", type=click.Path(path_type=Path), metavar="FILE", help=say(zh="网页。", en="A web page."))
@click.option("--pdf", "pdf_file", type=click.Path(path_type=Path), metavar="FILE", help=say(zh="PDF。", en="A PDF."))
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", help=say(zh="PDF 的纸张。", en="The PDF's paper."))
@click.option("--csv", "csv_file", type=click.Path(path_type=Path), metavar="FILE", help=say(zh="全部标记，一行一个，表格软件能打开。", en="All marks, a row each, for a spreadsheet."))
@click.option("--json", "json_file", type=click.Path(path_type=Path), metavar="FILE", help=say(zh="全部内容，JSON。", en="Everything, as JSON."))
@click.option("--no-names", is_flag=True, help=say(zh="名字换成编号；各人写的话照原样。", en="Numbers in place of names; what people wrote stays as it is."))
@click.option("--language", type=click.Choice(["zh", "en"]), help=say(zh="用哪种语言；不写则用练习的语言。", en="The language; without it the session's own."))
def report_command(
    which: str, html_file: Path | None, pdf_file: Path | None, paper: str, csv_file: Path | None, json_file: Path | None,
    no_names: bool, language: Language | None,
) -> None:  # fmt: skip
    import msgspec

    from coach.exercise.export import COLUMNS, as_json, mark_rows, without_names
    from coach.files import write_private
    from coach.pdf import printed
    from coach.report.table import table
    from coach.session_report import session_html

    if not any((html_file, pdf_file, csv_file, json_file)):
        raise UserError(
            zh="没有说写成什么：请给出 --html、--pdf、--csv 或 --json 和文件名。",
            en="Nothing to write was named: give --html, --pdf, --csv or --json with a file.",
        )
    state, held_at = find_session(which)
    if html_file or pdf_file:
        language = language or state.session.language
        page = session_html(
            state, language=language, held_at=held_at, cards=_cards(state), case_titles=_titles(state, language), with_names=not no_names
        )
        if html_file:
            write_private(html_file, page.encode("utf-8", "replace"))
        if pdf_file:
            write_private(pdf_file, printed(page, title=state.session.title, paper=paper))
    if no_names:
        state = replace(state, session=without_names(state.session))
    if csv_file:
        write_private(csv_file, table(COLUMNS, [tuple(row.values()) for row in mark_rows(state)]))
    if json_file:
        write_private(json_file, msgspec.json.format(msgspec.json.encode(as_json(state))))
    for file in filter(None, (html_file, pdf_file, csv_file, json_file)):
        click.echo(say(zh=f"已写入 {file}", en=f"Written: {file}"))


def find_session(which: str) -> tuple[State, datetime]:
    """The session with that id, or the latest for “last”, and when something last happened in it. Raises UserError."""
    from coach.exercise.sessions import list_sessions
    from coach.paths import sessions_folder

    found = list_sessions(sessions_folder())
    wanted = found[:1] if which == "last" else [one for one in found if one.folder.name == which]
    if not wanted:
        raise UserError(
            zh=f"没有编号为“{which}”的练习：redcard roleplay list 列出现有的。",
            en=f"There is no session “{which}”: redcard roleplay list shows those there are.",
        )
    (one,) = wanted
    if one.state is None:
        raise UserError(zh=one.error.zh, en=one.error.en)
    return one.state, datetime.fromtimestamp(one.changed_s)


def _cards(state: State) -> Mapping[int, Scorecard]:
    """The scorecard of each scene whose recording was judged: of several recordings the longest."""
    from coach.library.recording import longest_judged
    from coach.library.store import open_library

    with open_library() as db:
        found = {
            scene.number: longest_judged(db, [part.recording for part in state.recordings if part.scene == scene.number])
            for scene in state.session.scenes
        }
    return {scene: one[1] for scene, one in found.items() if one}


def _titles(state: State, language: Language) -> Mapping[str, str]:
    """The titles of the session's cases by id; one that is gone by now is called by its id."""
    from coach.practice.load import list_cases

    wanted = {scene.case for scene in state.session.scenes}
    return {case.id: case.title.in_(language) for case in list_cases() if case.id in wanted and case.title}
