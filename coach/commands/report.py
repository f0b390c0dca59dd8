"""`redcard report`: saved scorecards as web pages or in the terminal."""

from __future__ import annotations

from pathlib import Path

import click

from coach.commands.outputs import EXPLAIN_OPTION, HTML_OPTION, Job, check_outputs, put_out
from coach.commands.words import say
from coach.errors import UserError
from coach.files import read_at_most


@click.command(help=say(zh="把 JSON 评分卡（一份，或每行一份）再写成网页报告，或显示在终端里。", en="Turn scorecards as JSON (one, or one a line) into web pages, or show them in the terminal."))
@click.argument("scorecard", type=click.Path(path_type=Path))
@HTML_OPTION
@EXPLAIN_OPTION
def report(scorecard: Path, html: str | None, explain: bool) -> None:
    from coach.analyse import Analysis
    from coach.report.json import from_json

    cards = _cards(scorecard)
    names = [_recording(card) for card in cards]
    outputs = check_outputs([Path(name or scorecard).stem for name in names], None, html, inputs=(scorecard,))
    jobs = [
        Job(
            title=None if name else scorecard.name,
            prefix=_prefix(scorecard, number if len(cards) > 1 else None),
            work=lambda card=card: Analysis(scorecard=from_json(card)),
        )
        for number, (card, name) in enumerate(zip(cards, names, strict=True), start=1)
    ]
    put_out(jobs, outputs, save=False, show=html is None, explain=explain)


def _prefix(file: Path, number: int | None) -> str:
    if number is None:
        return say(zh=f"{file}：", en=f"{file}: ")
    return say(zh=f"{file} 第 {number} 份：", en=f"{file}, scorecard {number}: ")


def _recording(card: bytes) -> str | None:
    """The file name of the recording; None for a transcript's scorecard, and for one that cannot be read."""
    from coach.report.format import file_name
    from coach.report.json import from_json

    try:
        audio = from_json(card).audio
    except UserError:
        return None
    return file_name(audio.path) if audio else None


def _cards(file: Path) -> list[bytes]:
    """The file's scorecards, not read yet: one, on however many lines, or one a line."""
    from coach.report.json import MAX_BYTES

    content = read_at_most(file, MAX_BYTES)
    lines = [line for line in content.splitlines() if line.strip()]
    one_a_line = len(content) <= MAX_BYTES and len(lines) > 1 and all(line.startswith(b'{"') for line in lines)
    return lines if one_a_line else [content]
