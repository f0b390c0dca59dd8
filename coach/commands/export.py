"""`redcard export`: a call as a web page, PDF, table, JSON or subtitles, by the file's ending."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.commands.outputs import refuse_inputs
from coach.commands.words import say
from coach.export import ENDINGS, checked_ending, exported

if TYPE_CHECKING:
    from coach.model import Scorecard


@click.command(help=say(zh=f"把一通电话导出成文件，格式看文件名的结尾（{' '.join(ENDINGS)}），可以一次导出几种。CALL 是库里的编号，或一份 JSON 评分卡。", en=f"Export a call; the file's ending says as what ({' '.join(ENDINGS)}), several at once if you like. CALL is its number in the library, or a scorecard as JSON."))
@click.argument("call")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path, dir_okay=False))
def export(call: str, files: tuple[Path, ...]) -> None:
    from coach.files import check_writable, write_private
    from coach.interface import interface_language

    endings = [checked_ending(file) for file in files]
    refuse_inputs(files, inputs=(Path(call),))
    for file in files:
        check_writable(file)
    scorecard, title = _call(call)
    language = interface_language()
    # all of them, before any is written
    contents = [exported(ending, scorecard, title=title, language=language) for ending in endings]
    for file, content in zip(files, contents, strict=True):
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
