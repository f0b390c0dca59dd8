"""`redcard rubric diff`: what one rubric has and another has not."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from coach.commands.words import say

if TYPE_CHECKING:
    from rich.console import Console

    from coach.rubric.diff import Difference

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}


@click.command(help=say(zh="比较两份评分表：多了什么、少了什么、改了什么。", en="Compare two rubrics: what is added, removed, changed."))
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
def diff(before: str, after: str) -> None:
    from coach.report.screen import screen
    from coach.rubric.diff import differences
    from coach.rubric.load import load_rubric

    found = differences(load_rubric(before), load_rubric(after))
    console = screen(sys.stdout)
    if not found:
        console.print(say(zh="两份评分表内容一样。", en="The two rubrics say the same."))
    about = None
    for one in found:
        if (one.what, one.id) != about:
            about = (one.what, one.id)
            console.print(_heading(one), style="bold")
        if one.field:
            _show(console, one)


def _heading(one: Difference) -> str:
    if one.what == "rubric":
        return say(zh="~ 评分表", en="~ rubric")
    thing = say(zh="评分项", en="criterion") if one.what == "criteria" else say(zh="标记", en="mark")
    return f"{_SIGNS['changed' if one.field else one.side]} {thing} {one.id}"


def _show(console: Console, one: Difference) -> None:
    from coach.report.format import clean
    from coach.report.screen import lines

    if one.side == "changed":
        lines(console, f"    {one.field}: - ", clean(one.before), style="red")
        lines(console, f"    {' ' * len(one.field)}  + ", clean(one.after), style="green")
    elif one.side == "added":
        lines(console, f"    {one.field}: + ", clean(one.after), style="green")
    else:
        lines(console, f"    {one.field}: - ", clean(one.before), style="red")
