"""`redcard rubric`: the rubrics there are, checked, tried, begun and compared."""

from __future__ import annotations

import click

from coach.commands.rubric_diff import diff
from coach.commands.tried import try_command
from coach.commands.whatif import whatif
from coach.commands.words import say
from coach.interface import interface_language


@click.group(help=say(zh="评分表。", en="Rubrics."))
def rubric() -> None:
    pass


for command in (try_command, diff, whatif):
    rubric.add_command(command)


@rubric.command("list", help=say(zh="列出可用的评分表。", en="List the rubrics that can be used."))
@click.option("--json", "as_json", is_flag=True, help=say(zh="写成 JSON。", en="As JSON."))
def list_command(as_json: bool) -> None:
    from coach.rubric.load import list_rubrics

    summaries = list_rubrics()
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(summaries))
        return
    for summary in summaries:
        if summary.error:
            click.echo(f"{summary.id}: {summary.error.in_(interface_language())}", err=True)
            continue
        origin = say(zh="自带", en="bundled") if summary.origin == "bundled" else say(zh="自己的", en="own")
        facts = say(
            zh=f"{origin}，第 {summary.version} 版，{summary.criteria} 个评分项",
            en=f"{origin}, version {summary.version}, {_count(summary.criteria, 'criterion', 'criteria')}",
        )
        click.echo(f"{summary.id}\t{summary.title.in_(interface_language())}\t{facts}")


@rubric.command(help=say(zh="检查一份评分表，列出所有的错。", en="Check a rubric and tell all its mistakes."))
@click.argument("which", metavar="ID|FILE")
def check(which: str) -> None:
    from coach.rubric.load import load_rubric

    loaded = load_rubric(which)
    click.echo(
        say(
            zh=f"{which}：没有问题，{len(loaded.criteria)} 个评分项，教了 {len(loaded.marks)} 个标记。",
            en=f"{which}: no mistakes, {_count(len(loaded.criteria), 'criterion', 'criteria')}, {_count(len(loaded.marks), 'mark', 'marks')} taught.",
        )
    )


@rubric.command(help=say(zh="新建一份带说明的评分表，或复制一份来改。", en="Begin a rubric with comments that say how, or a copy of another to change."))
@click.argument("rubric_id", metavar="ID")
@click.option("--from", "source", metavar="ID|FILE", help=say(zh="复制这一份，说明也一起。", en="Copy this one, comments and all."))
def new(rubric_id: str, source: str | None) -> None:
    from coach.rubric.starter import new_rubric

    path = new_rubric(rubric_id, source=source, language=interface_language())
    click.echo(say(zh=f"已新建 {path}\n改好以后检查：redcard rubric check {path}", en=f"Written: {path}\nWhen you have changed it: redcard rubric check {path}"))


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
