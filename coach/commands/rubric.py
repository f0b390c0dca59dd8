"""`redcard rubric`: the rubrics there are."""

from __future__ import annotations

from pathlib import Path

import click

from coach.commands.whatif import whatif
from coach.commands.words import say
from coach.interface import interface_language


@click.group(help=say(zh="评分表。", en="Rubrics."))
def rubric() -> None:
    pass


rubric.add_command(whatif)


@rubric.command("list", help=say(zh="列出可用的评分表。", en="List the rubrics that can be used."))
def list_command() -> None:
    from coach.rubric.load import list_rubrics

    for summary in list_rubrics():
        if summary.error:
            click.echo(f"{summary.id}: {summary.error.in_(interface_language())}", err=True)
        else:
            click.echo(f"{summary.id}\t{summary.title.in_(interface_language())}")


@rubric.command(help=say(zh="检查一份评分表文件。", en="Check a rubric file."))
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    from coach.rubric.load import load_rubric

    loaded = load_rubric(file)
    click.echo(say(zh=f"{file}：没有问题，{len(loaded.criteria)} 个评分项。", en=f"{file}: no mistakes, {len(loaded.criteria)} criteria."))
