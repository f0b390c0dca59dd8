"""`redcard export`: a call as a web page, PDF, table, JSON or subtitles, by the file's ending."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.commands.outputs import refuse_inputs
from coach.commands.words import say
from coach.errors import UserError

if TYPE_CHECKING:
    from coach.model import Scorecard

ENDINGS = (".html", ".pdf", ".csv", ".json", ".srt", ".vtt")


@click.command(help=say(zh=f"把一通电话导出成文件，格式看文件名的结尾（{' '.join(ENDINGS)}），可以一次导出几种。CALL 是库里的编号，或一份 JSON 评分卡。", en=f"Export a call; the file's ending says as what ({' '.join(ENDINGS)}), several at once if you like. CALL is its number in the library, or a scorecard as JSON."))
@click.argument("call")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path, dir_okay=False))
def export(call: str, files: tuple[Path, ...]) -> None:
    from coach.files import check_writable, write_private

    unknown = next((file for file in files if file.suffix.lower() not in ENDINGS), None)
    if unknown is not None:
        raise UserError(
            zh=f"不知道 {unknown} 要存成什么格式：文件名请以 {'、'.join(ENDINGS)} 结尾。",
            en=f"No telling what {unknown} is to be: let its name end in {', '.join(ENDINGS)}.",
        )
    refuse_inputs(files, inputs=(Path(call),))
    for file in files:
        check_writable(file)
    scorecard, title = _call(call)
    written = [(file, _content(file.suffix.lower(), scorecard, title)) for file in files]  # all of them, before any is written
    for file, content in written:
        write_private(file, content)
        click.echo(say(zh=f"已写入 {file}", en=f"Written: {file}"))


def _call(call: str) -> tuple[Scorecard, str | None]:
    """The scorecard, and what it is called where a name was given."""
    from coach.library.store import call_title, get_call, open_library
    from coach.report.json import MAX_BYTES, from_json

    path = Path(call)
    if not path.is_file():
        with open_library() as db:
            return get_call(db, call), call_title(db, call)
    with path.open("rb") as file:
        scorecard = from_json(file.read(MAX_BYTES + 1))
    return scorecard, None if scorecard.audio else path.name


def _content(ending: str, scorecard: Scorecard, title: str | None) -> bytes:
    from coach.commands.show import liveliness_words
    from coach.interface import interface_language
    from coach.pdf import pdf_report
    from coach.report.html import html_report
    from coach.report.json import to_json_pretty
    from coach.report.subtitles import srt, vtt
    from coach.report.turns_table import turns_table

    language = interface_language()
    liveliness = liveliness_words(scorecard)
    make: dict[str, Callable[[], bytes]] = {
        ".html": lambda: html_report(scorecard, language=language, title=title, liveliness=liveliness).encode(),
        ".pdf": lambda: pdf_report(scorecard, language=language, title=title, liveliness=liveliness),
        ".csv": lambda: turns_table(scorecard, language),
        ".json": lambda: to_json_pretty(scorecard),
        ".srt": lambda: srt(scorecard),
        ".vtt": lambda: vtt(scorecard),
    }
    return make[ending]()
